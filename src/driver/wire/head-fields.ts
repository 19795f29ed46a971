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
