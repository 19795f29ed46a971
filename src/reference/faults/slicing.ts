import { type AnswerPart, answersWith, bodyOf, partBodies, parts, slices, withBody } from './change.js';
import type { Fault } from './fault.js';

const pageBytes = 4 * 1024;
const chunkBytes = 64 * 1024;

const right = ({ first, last, object }: AnswerPart): Buffer => Buffer.from(object.body.subarray(first, last + 1));

/** A body in which something is done to the right bytes. */
const damaged = (damage: (bytes: Buffer, part: AnswerPart) => void) =>
  partBodies((part) => {
    const bytes = right(part);
    damage(bytes, part);
    return bytes;
  });

/** Which bytes are sent, under a head that says nothing of it. */
export const slicingFaults: readonly Fault[] = [
  {
    name: 'first-one-too-late',
    sentence: 'Every part begins one byte too late, with a matching Content-Range.',
    contradicts: ['A1', 'A7'],
    madeBy: [],
    hooks: slices(({ first, last }) => ({ first: Math.min(first + 1, last), last })),
  },
  {
    name: 'first-one-too-early',
    sentence: 'Every part begins one byte too early, with a matching Content-Range.',
    contradicts: ['A2', 'A7'],
    madeBy: [],
    hooks: slices(({ first, last }) => ({ first: Math.max(first - 1, 0), last })),
  },
  {
    name: 'last-excluded',
    sentence: 'The last position is excluded from every part.',
    contradicts: ['A1', 'A7'],
    madeBy: ['half-open intervals, as in the Ruby SDK'],
    hooks: slices(({ first, last }) => ({ first, last: Math.max(last - 1, first) })),
  },
  {
    name: 'last-one-too-late',
    sentence: 'Every part ends one byte too late, with a matching Content-Range.',
    contradicts: ['A1', 'A7'],
    madeBy: [],
    hooks: slices(({ first, last }, size) => ({ first, last: Math.min(last + 1, size - 1) })),
  },
  {
    name: 'last-byte-of-the-object-missing',
    sentence: 'A part that includes the last byte of the object ends one byte early.',
    contradicts: ['A2', 'E1', 'D1'],
    madeBy: [],
    hooks: slices(({ first, last }, size) => ({ first, last: last === size - 1 ? Math.max(last - 1, first) : last })),
  },
  {
    name: 'part-of-64-kib-at-most',
    sentence: 'A part ends after 64 KiB, with a matching Content-Range.',
    contradicts: ['E2', 'B15'],
    madeBy: [],
    hooks: slices(({ first, last }) => ({ first, last: Math.min(last, first + chunkBytes - 1) })),
  },
  {
    name: 'start-rounded-down-to-a-page',
    sentence: 'A part begins at the preceding 4 KiB page boundary, with a matching Content-Range.',
    contradicts: ['D3', 'E2'],
    madeBy: ['encryption clients, which then trim it'],
    hooks: slices(({ first, last }) => ({ first: first - (first % pageBytes), last })),
  },
  {
    name: 'start-on-a-page-skipped',
    sentence: 'A part that begins at a 4 KiB page boundary begins one byte late.',
    contradicts: ['E2'],
    madeBy: [],
    hooks: partBodies(({ first, last, object }) =>
      object.body.subarray(first > 0 && first % pageBytes === 0 ? first + 1 : first, last + 1),
    ),
  },
  {
    name: 'body-one-byte-on',
    sentence: 'Every body begins one byte after the first position in Content-Range.',
    contradicts: ['A4', 'A6'],
    madeBy: [],
    hooks: partBodies(({ first, last, object }) => object.body.subarray(first + 1, last + 2)),
  },
  {
    name: 'body-one-byte-back',
    sentence: 'Every body begins one byte before the first position in Content-Range.',
    contradicts: ['A4', 'A6'],
    madeBy: [],
    hooks: partBodies(({ first, last, object }) => object.body.subarray(Math.max(first - 1, 0), last)),
  },
  {
    name: 'body-from-the-front',
    sentence: 'Every body contains the first bytes of the object, in the requested number.',
    contradicts: ['A4', 'A6'],
    madeBy: [],
    hooks: partBodies(({ first, last, object }) => object.body.subarray(0, last - first + 1)),
  },
  {
    name: 'body-from-the-back',
    sentence: 'Every body contains the last bytes of the object, in the requested number.',
    contradicts: ['A6', 'A8'],
    madeBy: [],
    hooks: partBodies(({ first, last, object }) =>
      object.body.subarray(object.body.length - (last - first + 1), object.body.length),
    ),
  },
  {
    name: 'body-of-zeros',
    sentence: 'Every part is filled with zeros.',
    contradicts: ['A6', 'A11'],
    madeBy: [],
    hooks: partBodies(() => Buffer.alloc(0)),
  },
  {
    name: 'body-of-another-object',
    sentence: 'A part is cut from another object of the bucket.',
    contradicts: ['A6', 'A11'],
    madeBy: [],
    hooks: partBodies((part, { objects }) => {
      const others = [...objects.values()].filter(
        ({ key, body }) => key !== part.object.key && body.length > part.last,
      );
      return others.length > 0 ? right({ ...part, object: others[0]! }) : right(part);
    }),
  },
  {
    name: 'body-reversed',
    sentence: 'The bytes of a part are reversed.',
    contradicts: ['A6', 'A7'],
    madeBy: [],
    hooks: damaged((bytes) => void bytes.reverse()),
  },
  {
    name: 'body-repeats-a-chunk',
    sentence: 'In a part of more than 64 KiB every 64 KiB chunk repeats the first one.',
    contradicts: ['E2', 'B15'],
    madeBy: [],
    hooks: damaged((bytes) => {
      for (let at = chunkBytes; at < bytes.length; at += chunkBytes) {
        bytes.copyWithin(at, 0, Math.min(chunkBytes, bytes.length - at));
      }
    }),
  },
  {
    name: 'body-swaps-pages',
    sentence: 'The first two 4 KiB pages of a part are swapped.',
    contradicts: ['A8', 'D3'],
    madeBy: [],
    hooks: damaged((bytes) => {
      if (bytes.length < 2 * pageBytes) return;
      const first = Buffer.from(bytes.subarray(0, pageBytes));
      bytes.copyWithin(0, pageBytes, 2 * pageBytes);
      bytes.set(first, pageBytes);
    }),
  },
  {
    name: 'body-has-a-hole',
    sentence: 'The second 4 KiB page of a part is zero.',
    contradicts: ['A8', 'D3'],
    madeBy: [],
    hooks: damaged((bytes) => void bytes.subarray(pageBytes, 2 * pageBytes).fill(0)),
  },
  {
    name: 'body-has-a-flipped-bit',
    sentence: 'One bit of the last byte of a part is flipped.',
    contradicts: ['A6', 'A7'],
    madeBy: [],
    hooks: damaged((bytes) => {
      const last = bytes.length - 1;
      if (last >= 0) bytes[last] = bytes[last]! ^ 1;
    }),
  },
  {
    name: 'body-has-a-flipped-bit-at-64-kib',
    sentence: 'One bit of the byte at position 65,536 of an object is flipped in parts.',
    contradicts: ['E2'],
    madeBy: [],
    hooks: damaged((bytes, { first, last }) => {
      if (first <= chunkBytes && last >= chunkBytes) bytes[chunkBytes - first] = bytes[chunkBytes - first]! ^ 1;
    }),
  },
  {
    name: 'body-in-text-mode',
    sentence: 'A line feed in a part becomes a carriage return and a line feed.',
    contradicts: ['A8', 'A10'],
    madeBy: [],
    hooks: parts((answer) =>
      withBody(answer, Buffer.from(bodyOf(answer).toString('latin1').replaceAll('\n', '\r\n'), 'latin1')),
    ),
  },
  {
    name: 'body-of-an-offset-of-21-bits',
    sentence: 'A first position is taken modulo 2 MiB when the bytes are fetched.',
    contradicts: ['B15'],
    madeBy: [],
    hooks: partBodies(({ first, last, object }) => {
      const start = first % (2 * 1024 * 1024);
      return object.body.subarray(start, start + last - first + 1);
    }),
  },
  {
    name: 'ignored-range-cut-at-64-kib',
    sentence: 'The whole object for an ignored range ends after 64 KiB, with a matching Content-Length.',
    contradicts: ['B8', 'B15'],
    madeBy: ['oss-emulator, for plain reads of objects uploaded in parts'],
    hooks: answersWith(200, (answer) => withBody(answer, bodyOf(answer).subarray(0, chunkBytes))),
  },
];
