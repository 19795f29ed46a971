import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChunkedEnd } from './chunked-end.js';

const seed = Date.now() & 0x7fffffff;

/** How many bytes belong to the body when they come in pieces of this size. */
function bodyLength(text: string, pieceSize: number): number {
  const end = createChunkedEnd();
  let taken = 0;
  for (let at = 0; at < text.length; at += pieceSize) taken += end.feed(Buffer.from(text.slice(at, at + pieceSize)));
  return taken;
}

test(`the end is found in every chunked body, in whatever pieces it comes (seed ${seed})`, () => {
  const chunk = fc.record({
    data: fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom('a', '0', '\r', '\n') }),
    extension: fc.constantFrom('', ';a=b', `; ${'x'.repeat(50)}`),
    isUpper: fc.boolean(),
  });
  const trailers = fc.constantFrom('', 'T: 1\r\n', 'T: 1\r\nU: 0\r\n');
  fc.assert(
    fc.property(
      fc.array(chunk),
      trailers,
      fc.string(),
      fc.integer({ min: 1, max: 100 }),
      (chunks, tail, extra, size) => {
        const sizeOf = (n: number, isUpper: boolean): string =>
          isUpper ? n.toString(16).toUpperCase() : n.toString(16);
        const lines = chunks.map((c) => `${sizeOf(c.data.length, c.isUpper)}${c.extension}\r\n${c.data}\r\n`);
        const body = `${lines.join('')}0\r\n${tail}\r\n`;
        expect(bodyLength(body + extra.replace(/[^ -~]/g, ''), size)).toBe(body.length);
      },
    ),
    { seed },
  );
});

test('after a size that is none everything counts as body', () => {
  expect(bodyLength('zz\r\nabc\r\n0\r\n\r\nXYZ', 100)).toBe(17);
});
