import { createHash } from 'node:crypto';
import { type Printable, printable } from '../../text/outside-text.js';
import { html, type Insertable } from './markup.js';
import { style } from './style.js';

/** Nothing may run, be fetched, be framed in or be sent; the one style sheet is known by its hash. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style.text).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A page that needs no other file and no script. */
export function page(title: string, body: Insertable): Printable {
  return printable(
    html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`.text,
  );
}
