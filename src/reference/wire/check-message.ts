import type { IncomingMessage } from 'node:http';
import { refuse } from './oss-error.js';

/**
 * Refuses what node:http accepts from a client only because its parser is lenient, which it must be to accept a
 * length beside chunks: another version of HTTP, control characters in a field, a coding behind which no body ends.
 *
 * @throws OssError `InvalidRequest`
 */
export function checkMessage({ httpVersion, rawHeaders, headers }: IncomingMessage): void {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') throw invalid(`HTTP/${httpVersion} is not spoken here.`);
  if (rawHeaders.some((text) => controls.test(text))) throw invalid('A header has a control character in it.');
  if (headers['transfer-encoding'] !== undefined && !endsInChunks(headers['transfer-encoding'])) {
    throw invalid('The last transfer coding of a request is chunked.');
  }
}

/** RFC 9110 section 5.5. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\0-\x08\x0a-\x1f\x7f]/;

/** RFC 9112 section 6.3: otherwise nothing says where the body of a request ends. */
const endsInChunks = (codings: string): boolean => /(?:^|,)\s*chunked\s*$/i.test(codings);

/**
 * Whether nothing may follow a request on its connection: it states a length and comes in chunks, which RFC 9112 section
 * 6.3 lets a server take and ends the connection behind, or it does not say where it ends.
 */
export function isLastOnConnection({ headers }: IncomingMessage): boolean {
  const codings = headers['transfer-encoding'];
  return codings !== undefined && (headers['content-length'] !== undefined || !endsInChunks(codings));
}

const invalid = (message: string): Error => refuse('InvalidRequest', { message });
