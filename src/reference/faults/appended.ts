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
    sentence: 'Of an object that was appended only the last piece is kept.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((_, piece) => piece),
  },
  {
    name: 'append-keeps-the-first-piece',
    sentence: 'Of an object that was appended only the first piece is kept.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before) => before),
  },
  {
    name: 'append-puts-in-front',
    sentence: 'A piece that is appended is put in front of what is there.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before, piece) => Buffer.concat([piece, before])),
  },
  {
    name: 'append-over-the-last-byte',
    sentence: 'A piece that is appended is written over the last byte of what is there.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before, piece) => Buffer.concat([before.subarray(0, -1), piece])),
  },
  {
    name: 'append-leaves-a-gap',
    sentence: 'A piece that is appended begins at the next multiple of 16 bytes, with zeros in front of it.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before, piece) => {
      const gap = (blockBytes - (before.length % blockBytes)) % blockBytes;
      return Buffer.concat([before, Buffer.alloc(gap), piece]);
    }),
  },
  {
    name: 'append-repeats-the-first-piece',
    sentence: 'In place of a piece that is appended the first bytes of what is there come again.',
    contradicts: ['M2'],
    madeBy: [],
    hooks: appends((before, piece) => Buffer.concat([before, before]).subarray(0, before.length + piece.length)),
  },
  {
    name: 'range-ends-with-its-piece',
    sentence: 'A range that begins in the first piece of an object that was appended ends there, and says so.',
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
    sentence: 'Content-Range of an object that was appended has the length of the first piece for the complete one.',
    contradicts: ['A1', 'M2'],
    madeBy: [],
    hooks: byFirstPiece((answer, { first, last }, length) =>
      withField(answer, 'Content-Range', `bytes ${first}-${last}/${length}`),
    ),
  },
  {
    name: 'appended-object-is-called-normal',
    sentence: 'An object that was appended has the type Normal.',
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
