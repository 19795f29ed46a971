import type { HeaderField } from '../../spec/model/vocabulary.js';

/** The fields of a request head as undici writes it: `name: value`, one a line, blanks of the value kept. */
export function requestFields(head: string): HeaderField[] {
  return linesOf(head).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
}

/**
 * The fields of a response head that the HTTP parser has accepted, so that every line has a name and a colon. Blanks
 * before a value are none of it (RFC 9112 section 5); those behind it are kept for the record, as sent.
 */
export function responseFields(head: string): HeaderField[] {
  return linesOf(head).map((line) => {
    const colon = line.indexOf(':');
    let start = colon + 1;
    while (line[start] === ' ' || line[start] === '\t') start++;
    return [line.slice(0, colon), line.slice(start)];
  });
}

/** Without the start line and the empty line that ends a head. */
function linesOf(head: string): string[] {
  const end = head.indexOf('\r\n\r\n');
  return (end < 0 ? head : head.slice(0, end)).split('\r\n').slice(1);
}

/**
 * Names what is wrong with a response head that the HTTP parser refused, where the parser's own words do not: undici 7
 * reports two Content-Length lines, one beside Transfer-Encoding and one out of range alike, as a length mismatch.
 *
 * @param head as it came, one character a byte
 * @returns null where nothing is recognised
 */
export function headDefect(head: string): string | null {
  const status = /^HTTP\/\d\.\d (\d{3})(?!\d)/.exec(head)?.[1];
  if (status === undefined) return `no status line: ${firstLine(head)}`;
  if (status === '101') return 'an unexpected 101 Switching Protocols';
  if (status < '100') return `status ${status} is below 100`;
  return lengthDefect(head);
}

/** Not shortened here: a secret that is cut in two would not be found any more. */
function firstLine(head: string): string {
  const end = head.search(/[\r\n]/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control bytes are what it looks for.
  return (end < 0 ? head : head.slice(0, end)).replace(/[\u0000-\u001f\u007f]/g, '?');
}

/** RFC 9112 section 6.3: each of these makes the length of the message unreliable. */
function lengthDefect(head: string): string | null {
  const lengths = [...head.matchAll(/\r\ncontent-length:[ \t]*([^\r]*)/gi)].map((match) => (match[1] ?? '').trimEnd());
  if (lengths.length > 1) return `${lengths.length} Content-Length lines: ${lengths.join(' and ')}`;
  const [length] = lengths;
  if (length === undefined) return null;
  if (!/^\d+$/.test(length)) return `Content-Length is no number: ${length}`;
  if (/\r\ntransfer-encoding:/i.test(head)) return 'Content-Length beside Transfer-Encoding';
  return BigInt(length) >= 2n ** 64n ? `Content-Length is out of range: ${length}` : null;
}
