import { md5OfBytes } from '../objects/digests.js';
import type { KeptObject, StoredPart } from '../objects/store.js';
import { type AnswerPart, answersWith, partBodies, parts, wholeOf, withBody, withField } from './change.js';
import type { Fault, FaultHooks } from './fault.js';

const partOf = (bytes: Uint8Array): StoredPart => ({ bytes, md5: md5OfBytes(bytes), lastModified: 0 });

/** Joins other parts, or joins them in another order; a lone part is left alone. */
const joins = (change: (all: readonly StoredPart[]) => readonly StoredPart[]): FaultHooks => ({
  join: (all) => (all.length > 1 ? change(all) : all),
});

/** Joins other bytes than those of the parts. */
const joinsBytes = (change: (bytes: Uint8Array, index: number, all: readonly Uint8Array[]) => Uint8Array) =>
  joins((all) => {
    const bytes = all.map((part) => part.bytes);
    return bytes.map((own, index) => partOf(change(own, index, bytes)));
  });

const zeros = (count: number): Buffer => Buffer.alloc(count);
const pageBytes = 4 * 1024;

/** Sizes of the parts of an object that has several. */
function sizesOf({ storedKind }: KeptObject): readonly number[] | undefined {
  return storedKind?.kind === 'Multipart' && storedKind.parts.length > 1 ? storedKind.parts : undefined;
}

/** Where the part begins, and where it ends, in which a range of the object begins. */
function partAround({ first, object }: AnswerPart): { readonly start: number; readonly last: number } {
  let start = 0;
  for (const size of sizesOf(object) ?? []) {
    if (first < start + size) return { start, last: start + size - 1 };
    start += size;
  }
  return { start: 0, last: object.body.length - 1 };
}

/** Objects that were uploaded in parts: how the parts become one, and how a range finds the one that it lies in. */
export const uploadPartsFaults: readonly Fault[] = [
  {
    name: 'upload-cut-to-its-first-part',
    sentence: 'Only the first part of an upload is kept.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joins((all) => all.slice(0, 1)),
  },
  {
    name: 'upload-cut-to-its-last-part',
    sentence: 'Only the last part of an upload is kept.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joins((all) => all.slice(-1)),
  },
  {
    name: 'upload-read-up-to-its-first-part',
    sentence:
      'A 200 for a multipart-uploaded object ends with the first part, with a matching Content-Length; HEAD has the full length.',
    contradicts: ['M3'],
    madeBy: ['oss-emulator with a recent WEBrick'],
    hooks: {
      answer: (usual, { request, object }) => {
        const sizes = object && sizesOf(object);
        return sizes && request.method === 'GET' && usual.status === 200
          ? withBody(usual, object.body.subarray(0, sizes[0]!))
          : usual;
      },
    },
  },
  {
    name: 'parts-in-order-of-upload',
    sentence: 'The parts of an upload are concatenated in order of arrival.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: {
      join: (usual, { parts: came }) => {
        const order = [...came.values()];
        return [...usual].sort((one, other) => order.indexOf(one) - order.indexOf(other));
      },
    },
  },
  {
    name: 'parts-in-opposite-order',
    sentence: 'The parts of an upload are concatenated in reverse order.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joins((all) => all.toReversed()),
  },
  {
    name: 'part-loses-its-last-byte',
    sentence: 'Every part but the last loses its last byte.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joinsBytes((bytes, index, all) => (index < all.length - 1 ? bytes.subarray(0, -1) : bytes)),
  },
  {
    name: 'part-loses-its-first-byte',
    sentence: 'Every part but the first loses its first byte.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joinsBytes((bytes, index) => bytes.subarray(index > 0 ? 1 : 0)),
  },
  {
    name: 'part-overwrites-the-one-before',
    sentence:
      'Every part but the first overwrites the last byte of the previous one; a zero at the end keeps the length.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joinsBytes((bytes, index, all) =>
      index < all.length - 1 ? bytes.subarray(0, -1) : Buffer.concat([bytes, zeros(all.length - 1)]),
    ),
  },
  {
    name: 'parts-joined-by-a-line-break',
    sentence: 'The parts of an upload are separated by CRLF.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joinsBytes((bytes, index) => (index > 0 ? Buffer.concat([Buffer.from('\r\n'), bytes]) : bytes)),
  },
  {
    name: 'parts-filled-up-to-a-page',
    sentence: 'Every part is padded with zeros to a 4 KiB boundary.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joinsBytes((bytes) => Buffer.concat([bytes, zeros((pageBytes - (bytes.length % pageBytes)) % pageBytes)])),
  },
  {
    name: 'part-repeats-the-first',
    sentence: 'Every part is replaced by the beginning of the first one.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: joinsBytes((bytes, _, [first]) => first!.subarray(0, bytes.length)),
  },
  {
    name: 'range-ends-with-its-part',
    sentence: 'A range that crosses a part boundary of an upload ends there, with a matching Content-Range.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: parts((answer, part) => {
      const last = Math.min(part.last, partAround(part).last);
      const { body } = part.object;
      const named = withField(answer, 'Content-Range', `bytes ${part.first}-${last}/${body.length}`);
      return withBody(named, body.subarray(part.first, last + 1));
    }),
  },
  {
    name: 'range-is-zero-beyond-its-part',
    sentence: 'Bytes of a range after the part in which it begins are zero.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: partBodies((part) => part.object.body.subarray(part.first, Math.min(part.last, partAround(part).last) + 1)),
  },
  {
    name: 'range-of-the-first-part',
    sentence: 'A position in a later part of an upload is read from the first part, relative to its start.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: partBodies((part) => {
      const first = part.first - partAround(part).start;
      return part.object.body.subarray(first, first + part.last - part.first + 1);
    }),
  },
  {
    name: 'content-range-total-of-the-first-part',
    sentence: 'Content-Range of a multipart-uploaded object has the length of the first part as the complete length.',
    contradicts: ['A1', 'M3'],
    madeBy: [],
    hooks: parts((answer, { first, last, object }) => {
      const total = sizesOf(object)?.[0] ?? object.body.length;
      return withField(answer, 'Content-Range', `bytes ${first}-${last}/${total}`);
    }),
  },
  {
    name: 'range-of-parts-ignored',
    sentence: 'Ranges of a multipart-uploaded object are ignored.',
    contradicts: ['M3'],
    madeBy: [],
    hooks: answersWith(206, (answer, { object }) => {
      if (!object || !sizesOf(object)) return answer;
      return { ...withField(withBody(answer, wholeOf(object)), 'Content-Range', null), status: 200 };
    }),
  },
  {
    name: 'upload-in-parts-is-called-normal',
    sentence: 'A multipart-uploaded object has the type Normal.',
    contradicts: ['get-object'],
    madeBy: [],
    hooks: {
      answer: (usual, { object }) =>
        object && sizesOf(object) && usual.status < 300 ? withField(usual, 'x-oss-object-type', 'Normal') : usual,
    },
  },
];
