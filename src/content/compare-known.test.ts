import { describe, expect, test } from 'vitest';
import type { BodyPlace } from './body-place.js';
import { bytesOf } from './bytes.js';
import type { ContentObject } from './content-object.js';
import { createLocator } from './locate/locate.js';

const text = 'abcabcabcXYZabc';
const object: ContentObject = { name: 'theirs', size: text.length, phase: 0, bytes: Buffer.from(text) };

function place(body: string, hints: readonly number[], cut = body.length): BodyPlace {
  const sink = createLocator({ object, others: [], hints });
  for (let at = 0; at < body.length; at += cut) sink.write(Buffer.from(body.slice(at, at + cut)));
  return sink.end();
}

describe('a body of an object that is not our own', () => {
  test.each([1, 2, 4, 100])('is placed alike however it is cut, by %d bytes', (cut) => {
    expect([
      place(text, [], cut),
      place('XYZ', [9], cut),
      place('', [3], cut),
      place('abc', [3], cut),
      place('ZZZ', [9], cut),
    ]).toEqual([
      { kind: 'whole' },
      { kind: 'slice', first: 9, last: 11 },
      { kind: 'empty' },
      { kind: 'slice', first: 3, last: 5 },
      {
        kind: 'unknown',
        difference: {
          bodyOffset: 0,
          objectOffset: 9,
          expectedHex: '58595a616263',
          actualHex: cut < 3 ? '5a'.repeat(cut) : '5a5a5a',
        },
      },
    ]);
  });

  test('is believed to start where the answer or the question says, where it fits in several places', () => {
    expect([place('abc', [12, 3]), place('abc', [3, 12]), place('abc', [1])]).toEqual([
      { kind: 'slice', first: 12, last: 14 },
      { kind: 'slice', first: 3, last: 5 },
      { kind: 'slice', first: 0, last: 2 },
    ]);
  });

  test('is found where nobody expected it', () => {
    expect(place('cXYZ', [0])).toEqual({ kind: 'slice', first: 8, last: 11 });
  });

  test('differs where it goes past the end of the object', () => {
    expect(place('abcd', [12])).toEqual({
      kind: 'unknown',
      difference: { bodyOffset: 3, objectOffset: 15, expectedHex: '', actualHex: '64' },
    });
  });

  test('differs where a damaged copy goes wrong', () => {
    expect(place('abcabcabcXYzabc', [0], 4)).toEqual({
      kind: 'unknown',
      difference: { bodyOffset: 11, objectOffset: 11, expectedHex: '5a616263', actualHex: '7a' },
    });
  });

  test('differs from an empty object, of which nothing is known', () => {
    const empty: ContentObject = { name: 'empty', size: 0, phase: 0, bytes: Buffer.alloc(0) };
    const sink = createLocator({ object: empty, others: [], hints: [0] });
    sink.write(Buffer.from('x'));
    expect(sink.end()).toEqual({
      kind: 'unknown',
      difference: { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex: '' },
    });
  });
});

test('slices of an object that is not our own are copies of its bytes', () => {
  const slice = bytesOf(object, 9, 3);
  slice.fill(0);
  expect(bytesOf(object, 9, 3).toString()).toBe('XYZ');
});
