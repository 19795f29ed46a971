import { piecesOf } from '../objects/stored-bytes.js';
import { type AnswerPart, parts, withBody, withField } from './change.js';
import type { Fault, FaultHooks } from './fault.js';
import { withBytes } from './kept.js';

/** Keeps other bytes where a piece is added to an object that is there. */
const appends = (change: (before: Buffer, piece: Buffer) => Uint8Array): FaultHooks => ({
  keep: (usual, before) => {
    if (usual.storedKind?.kind !== 'Appendable' || before?.storedKind?.kind !== 'Appendable') return usual;
    const bytes = Buffer.concat(piecesOf(usual.body));
    const length = before.body.length;
    return withBytes(usual, change(bytes.subarray(0, length), bytes.subarray(length)));
  },
});

/** Changes the parts of an object that was appended, by the length that it had after its first piece. */
const byFirstPiece =
  (change: (answer: Parameters<Change>[0], part: AnswerPart, length: number) => ReturnType<Change>) =>
  (): FaultHooks => {
    const lengths = new Map<string, number>();
    return {
      keep: (usual, before) => {
        if (usual.storedKind?.kind === 'Appendable' && before === undefined) lengths.set(usual.key, usual.body.length);
        return usual;
      },
      ...parts((answer, part) => {
        const length = lengths.get(part.object.key);
        return length === undefined ? answer : change(answer, part, length);
      }),
    };
  };

type Change = Parameters<typeof parts>[0];

/** How much an appended object is wrongly made to begin at, in bytes. */
const blockBytes = 16;

/** Objects that were made by appending. */
export const appendedFaults: readonly Fault[] = [
  {
    name: 'append-keeps-the-last-piece',
    sentence: 'Only the last piece of an appended object is kept.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((_, piece) => piece),
  },
  {
    name: 'append-keeps-the-first-piece',
    sentence: 'Only the first piece of an appended object is kept.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before) => before),
  },
  {
    name: 'append-puts-in-front',
    sentence: 'An appended piece is prepended to the object.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before, piece) => Buffer.concat([piece, before])),
  },
  {
    name: 'append-over-the-last-byte',
    sentence: 'An appended piece overwrites the last byte of the object.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before, piece) => Buffer.concat([before.subarray(0, -1), piece])),
  },
  {
    name: 'append-leaves-a-gap',
    sentence: 'An appended piece is aligned to the next multiple of 16 bytes, padded with zeros.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before, piece) => {
      const gap = (blockBytes - (before.length % blockBytes)) % blockBytes;
      return Buffer.concat([before, Buffer.alloc(gap), piece]);
    }),
  },
  {
    name: 'append-repeats-the-first-piece',
    sentence: 'An appended piece is replaced by the first bytes of the object.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before, piece) => Buffer.concat([before, before]).subarray(0, before.length + piece.length)),
  },
  {
    name: 'range-ends-with-its-piece',
    sentence: 'A range that begins in the first piece of an appended object ends there, with a matching Content-Range.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: byFirstPiece((answer, { first, last, object: { body } }, length) => {
      if (first >= length || last < length) return answer;
      const named = withField(answer, 'Content-Range', `bytes ${first}-${length - 1}/${body.length}`);
      return withBody(named, body.subarray(first, length));
    }),
  },
  {
    name: 'content-range-total-of-the-first-piece',
    sentence: 'Content-Range of an appended object has the length of the first piece as the complete length.',
    contradicts: ['A1', 'M2'],
    madeBy: [],
    hooks: byFirstPiece((answer, { first, last }, length) =>
      withField(answer, 'Content-Range', `bytes ${first}-${last}/${length}`),
    ),
  },
  {
    name: 'appended-object-is-called-normal',
    sentence: 'An appended object has the type Normal.',
    contradicts: ['get-object'],
    madeBy: [],
    hooks: {
      answer: (usual, { object }) =>
        object?.storedKind?.kind === 'Appendable' && usual.status < 300
          ? withField(usual, 'x-oss-object-type', 'Normal')
          : usual,
    },
  },
];
