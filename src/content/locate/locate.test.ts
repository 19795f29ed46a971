import { expect, test } from 'vitest';
import type { BodyPlace } from '../body-place.js';
import { bytesOf } from '../bytes.js';
import type { ContentObject } from '../content-object.js';
import { layOut } from '../place-objects.js';
import { contentSequence, period } from '../sequence.js';
import { createLocator } from './locate.js';

const [thousand, one, two, other, huge, virtual] = layOut([
  { name: 'bytes-1000', size: 1000 },
  { name: 'bytes-1', size: 1 },
  { name: 'bytes-2', size: 2 },
  { name: 'other', size: 70_000 },
  { name: 'huge', size: 2 ** 24 + 1000 },
  { name: 'virtual', size: 2 ** 32 + 5 },
]) as [ContentObject, ContentObject, ContentObject, ContentObject, ContentObject, ContentObject];

function locate(body: Uint8Array, object: ContentObject, hints: readonly number[] = [0], others = [other]): BodyPlace {
  const locator = createLocator({ object, others, hints });
  locator.write(body);
  return locator.end();
}

/** The difference that an `unknown` place reports. */
function unknown(bodyOffset: number, objectOffset: number | null, expected: Uint8Array, actual: Uint8Array): BodyPlace {
  const [expectedHex, actualHex] = [expected, actual].map((bytes) => Buffer.from(bytes).toString('hex')) as [
    string,
    string,
  ];
  return { kind: 'unknown', difference: { bodyOffset, objectOffset, expectedHex, actualHex } };
}

const whole = bytesOf(thousand);
const none = Buffer.alloc(0);
const html = Buffer.from('<!DOCTYPE html><title>502 Bad Gateway</title>');

/** Bytes with one of them replaced by another value. */
function damaged(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 0xff;
  return copy;
}

test('a body without bytes is empty, whatever the object', () => {
  expect(locate(none, thousand)).toEqual({ kind: 'empty' });
  expect(locate(none, { name: 'empty', size: 0, phase: 9 })).toEqual({ kind: 'empty' });
});

test('all bytes of the object are the whole, for objects of every size', () => {
  expect([thousand, one, two, other].map((object) => locate(bytesOf(object), object, []))).toEqual(
    Array(4).fill({ kind: 'whole' }),
  );
});

test.each([
  [500, 999],
  [501, 999],
  [0, 998],
  [1, 999],
  [997, 999],
  [3, 5],
])('the bytes %i to %i are that slice, whatever was asked for', (first, last) => {
  const body = whole.subarray(first, last + 1);
  for (const hints of [[], [0], [500], [first]]) {
    expect(locate(body, thousand, hints)).toEqual({ kind: 'slice', first, last });
  }
});

test('every slice of three bytes of an object names itself', () => {
  const wrong = Array.from({ length: 998 }, (_, first) => first).filter((first) => {
    const place = locate(whole.subarray(first, first + 3), thousand, []);
    return !(place.kind === 'slice' && place.first === first && place.last === first + 2);
  });
  expect(wrong).toEqual([]);
});

test('one or two bytes stand at the best hint where they fit', () => {
  const repeated = whole.findIndex((byte, i) => whole.indexOf(byte, i + 1) !== -1);
  const again = whole.indexOf(whole[repeated]!, repeated + 1);
  const body = whole.subarray(repeated, repeated + 1);
  expect(locate(body, thousand, [again, repeated])).toEqual({ kind: 'slice', first: again, last: again });
  expect(locate(body, thousand, [repeated, again])).toEqual({ kind: 'slice', first: repeated, last: repeated });
  expect(locate(whole.subarray(998), thousand, [0, 998])).toEqual({ kind: 'slice', first: 998, last: 999 });
});

test('one or two bytes that no hint explains stand where they occur only once', () => {
  expect(locate(whole.subarray(700, 702), thousand, [0])).toEqual({ kind: 'slice', first: 700, last: 701 });
  expect(locate(bytesOf(two, 1), two, [0])).toEqual({ kind: 'slice', first: 1, last: 1 });
});

test('one byte that no hint explains and that occurs twice is unknown rather than guessed', () => {
  const repeated = whole.findIndex((byte, i) => byte !== whole[0] && whole.indexOf(byte, i + 1) !== -1);
  const body = whole.subarray(repeated, repeated + 1);
  expect(locate(body, thousand, [0])).toEqual(unknown(0, 0, whole.subarray(0, 16), body));
  expect(locate(body, thousand, [])).toEqual(unknown(0, null, none, body));
});

test('two bytes on the border of the pieces in which a large object is searched are found', () => {
  const occursOnce = (phase: number) => {
    const bytes = contentSequence.slice(phase, 70_000);
    const pair = bytes.subarray(65535, 65537);
    return bytes.indexOf(pair) === 65535 && bytes.indexOf(pair, 65536) === -1;
  };
  const phase = [...Array(100).keys()].find(occursOnce)!;
  const object = { name: 'any', size: 70_000, phase };
  expect(locate(bytesOf(object, 65535, 2), object, [])).toEqual({ kind: 'slice', first: 65535, last: 65536 });
});

test('a single byte of another object is not attributed to it', () => {
  const body = bytesOf(other).subarray(0, 1);
  expect(locate(body, one, [0])).toEqual(unknown(0, 0, bytesOf(one), body));
});

test('bytes of another object name that object', () => {
  expect(locate(bytesOf(other), thousand)).toEqual({ kind: 'other-object', object: 'other', first: 0, last: 69_999 });
  expect(locate(bytesOf(other, 40, 3), thousand)).toEqual({
    kind: 'other-object',
    object: 'other',
    first: 40,
    last: 42,
  });
  expect(locate(whole, other, [0], [one, thousand])).toEqual({
    kind: 'other-object',
    object: 'bytes-1000',
    first: 0,
    last: 999,
  });
});

test('a body that runs past the end of the object is unknown from there', () => {
  const extra = Buffer.from('surplus');
  expect(locate(Buffer.concat([whole, extra]), thousand)).toEqual(unknown(1000, 1000, none, extra));
  expect(locate(Buffer.concat([whole.subarray(999), extra]), thousand, [999])).toEqual(unknown(1, 1000, none, extra));
  expect(locate(Buffer.concat([whole.subarray(500), extra]), thousand, [])).toEqual(unknown(500, 1000, none, extra));
});

test('a body that goes on past the end with the bytes of the sequence is unknown from there too', () => {
  const longer = contentSequence.slice(thousand.phase + 500, 510);
  expect(locate(longer, thousand, [500], [])).toEqual(unknown(500, 1000, none, longer.subarray(500)));
  const mixed = Buffer.concat([longer.subarray(0, 505), html]);
  expect(locate(mixed, thousand, [500], [])).toEqual(unknown(500, 1000, none, mixed.subarray(500, 516)));
});

test('any byte of an empty object is one too many', () => {
  expect(locate(html, { name: 'empty', size: 0, phase: 9 })).toEqual(unknown(0, null, none, html.subarray(0, 16)));
});

test.each([0, 1, 2, 3, 4, 255, 498, 499])('a wrong byte after %i right ones is found at that offset', (at) => {
  const body = damaged(whole.subarray(500), at);
  expect(locate(body, thousand, [500])).toEqual(
    unknown(at, 500 + at, whole.subarray(500 + at, 516 + at), body.subarray(at, at + 16)),
  );
});

test('a damaged body at an unexpected place is recognised once six bytes agree', () => {
  const from = (length: number) => damaged(whole.subarray(700, 800), length);
  expect(locate(from(6), thousand, [500])).toEqual(unknown(6, 706, whole.subarray(706, 722), from(6).subarray(6, 22)));
  expect(locate(from(5), thousand, [500])).toEqual(unknown(0, 500, whole.subarray(500, 516), from(5).subarray(0, 16)));
  expect(locate(from(5), thousand, [500, 700])).toEqual(
    unknown(5, 705, whole.subarray(705, 721), from(5).subarray(5, 21)),
  );
});

test('a body of another sort is unknown from its first byte, at the best hint', () => {
  expect(locate(html, thousand, [500, 0])).toEqual(unknown(0, 500, whole.subarray(500, 516), html.subarray(0, 16)));
  expect(locate(html, thousand, [1000, -1])).toEqual(unknown(0, null, none, html.subarray(0, 16)));
});

test('a body of another sort is no slice of an object that holds all three-byte windows', () => {
  expect(locate(html, huge, [10])).toEqual(unknown(0, 10, bytesOf(huge, 10, 16), html.subarray(0, 16)));
});

const [head, tail] = [whole.subarray(0, 400), whole.subarray(400)];
test.each<[string, Buffer, BodyPlace]>([
  ['truncated', head, { kind: 'slice', first: 0, last: 399 }],
  [
    'filled up with zeros',
    Buffer.concat([head, Buffer.alloc(600)]),
    unknown(400, 400, whole.subarray(400, 416), Buffer.alloc(16)),
  ],
  ['all zeros', Buffer.alloc(1000), unknown(0, 0, whole.subarray(0, 16), Buffer.alloc(16))],
  ['served twice', Buffer.concat([whole, whole]), unknown(1000, 1000, none, whole.subarray(0, 16))],
  [
    'a repeated chunk',
    Buffer.concat([head, head, tail]),
    unknown(400, 400, whole.subarray(400, 416), head.subarray(0, 16)),
  ],
  [
    'a skipped byte',
    Buffer.concat([head, tail.subarray(1)]),
    unknown(400, 400, whole.subarray(400, 416), whole.subarray(401, 417)),
  ],
  ['swapped chunks', Buffer.concat([tail, head]), unknown(600, 1000, none, head.subarray(0, 16))],
])('%s is told for what it is', (_, body, place) => {
  expect(locate(body, thousand)).toEqual(place);
});

test('in an object longer than the period a hint settles the position, otherwise it is the smallest', () => {
  const last = huge.size - 1;
  const body = bytesOf(huge, last - 99);
  const smallest = last - 99 - period;
  expect(locate(body, huge, [0, last - 99])).toEqual({ kind: 'slice', first: last - 99, last });
  expect(locate(body, huge, [0])).toEqual({ kind: 'slice', first: smallest, last: smallest + 99 });
  expect(locate(Buffer.concat([body, html]), huge, [last - 99])).toEqual(
    unknown(100, huge.size, none, html.subarray(0, 16)),
  );
});

test('a hint whose slice would end outside the object gives way to a position where it fits', () => {
  const body = bytesOf(huge, 990, 30);
  expect(locate(body, huge, [990 + period])).toEqual({ kind: 'slice', first: 990, last: 1019 });
});

test('an object longer than the period is recognised as a whole', () => {
  expect(locate(bytesOf(huge), huge)).toEqual({ kind: 'whole' });
  expect(locate(bytesOf(huge, 0, huge.size - 1), huge)).toEqual({ kind: 'slice', first: 0, last: huge.size - 2 });
});

test('positions around 2^31 and 2^32 in a virtual object are exact', () => {
  for (const first of [2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32]) {
    expect(locate(bytesOf(virtual, first, 5), virtual, [first])).toEqual({ kind: 'slice', first, last: first + 4 });
  }
});

test('an offset that lost its upper 32 bits is not taken for the right one', () => {
  expect(locate(bytesOf(virtual, 1, 100), virtual, [2 ** 32 + 1])).toEqual({ kind: 'slice', first: 1, last: 100 });
});
