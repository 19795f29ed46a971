import { expect, test } from 'vitest';
import { headDefect } from './head-fields.js';

const ok = 'HTTP/1.1 200 OK';

test.each([
  [ok, null],
  [`${ok}\r\nContent-Length: 5`, null],
  [`${ok}\r\nTransfer-Encoding: chunked`, null],
  [`${ok}\r\nX-Content-Length: a\r\nContent-Length-X: b`, null],
  [`${ok}\r\nContent-Length: 18446744073709551615`, null],
  [`${ok}\r\nContent-Length: 18446744073709551616`, 'Content-Length is out of range: 18446744073709551616'],
  [`${ok}\r\nContent-Length: 5\r\nA: b\r\ncontent-length: 6`, '2 Content-Length lines: 5 and 6'],
  [`${ok}\r\nContent-Length:`, 'Content-Length is no number: '],
  [`${ok}\r\nContent-Length: -Infinity`, 'Content-Length is no number: -Infinity'],
  [`${ok}\r\nTransfer-Encoding: chunked\r\nContent-Length: 5`, 'Content-Length beside Transfer-Encoding'],
  ['HTTP/1.1 101 Switching', 'an unexpected 101 Switching Protocols'],
  ['HTTP/1.1 000 Odd', 'status 000 is below 100'],
  ['HTTP/1.1 20', 'no status line: HTTP/1.1 20'],
  ['', 'no status line: '],
  ['220 mail\0\x7f\xe9\nHELO', 'no status line: 220 mail??\xe9'],
])('%j', (head, defect) => {
  expect(headDefect(head)).toBe(defect);
});
