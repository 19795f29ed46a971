import {
  answersWith,
  parts,
  refusalWith,
  refused,
  selectsOtherwise,
  sliceAnswer,
  wholeAnswer,
  withField,
} from './change.js';
import type { Fault } from './fault.js';

/** What becomes of positions that lie past the end of the object. */
export const boundsFaults: readonly Fault[] = [
  {
    name: 'clamps-under-default',
    sentence: 'An end past the object is clamped under the default behaviour, too.',
    contradicts: ['B1', 'B3', 'B15'],
    madeBy: ['Amazon S3', 'and every store that follows RFC 9110'],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'default' && spec.kind === 'from' && spec.last !== null && spec.first < size && spec.last >= size
        ? sliceAnswer(Number(spec.first), size - 1)
        : undefined,
    ),
  },
  {
    name: 'end-equal-to-size-is-inside',
    sentence: 'An end that equals the size counts as inside the object.',
    contradicts: ['B3', 'B6'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'default' && spec.kind === 'from' && spec.first < size && spec.last === BigInt(size)
        ? sliceAnswer(Number(spec.first), size - 1)
        : undefined,
    ),
  },
  {
    name: 'last-byte-is-outside',
    sentence: 'An end that is the last position counts as past the object.',
    contradicts: ['A2', 'A16'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'default' && spec.kind === 'from' && spec.last === BigInt(size - 1) ? wholeAnswer : undefined,
    ),
  },
  {
    name: 'end-past-eof-refused-under-default',
    sentence: 'An end past the object is answered 416 under the default behaviour.',
    contradicts: ['B1', 'B3'],
    madeBy: ['one page of the GetObject document states it'],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'default' && spec.kind === 'from' && spec.first < size && spec.last !== null && spec.last >= size
        ? refused
        : undefined,
    ),
  },
  {
    name: 'start-past-eof-refused-under-default',
    sentence: 'A start past the object is answered 416 under the default behaviour.',
    contradicts: ['C1', 'C3', 'C4'],
    madeBy: ['Amazon S3', 'and every store that follows RFC 9110'],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'default' && spec.kind === 'from' && spec.first >= size && size > 0 ? refused : undefined,
    ),
  },
  {
    name: 'start-at-size-refused-under-default',
    sentence: 'Only a start right after the last byte is answered 416 under the default behaviour.',
    contradicts: ['C3', 'C4'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'default' && spec.kind === 'from' && spec.first === BigInt(size) && size > 0 ? refused : undefined,
    ),
  },
  {
    name: 'start-past-eof-is-an-empty-part',
    sentence: 'A start past the object is answered 206 with no bytes, as bytes 1000-999.',
    contradicts: ['C1', 'C2'],
    madeBy: ['oss-emulator', 'azurite'],
    hooks: selectsOtherwise(({ spec, size }) =>
      spec.kind === 'from' && spec.first >= size && size > 0 ? sliceAnswer(size, size - 1) : undefined,
    ),
  },
  {
    name: 'end-past-eof-refused-under-standard',
    sentence: 'An end past the object is answered 416 under the standard behaviour.',
    contradicts: ['B2', 'B4', 'B11'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'standard' && spec.kind === 'from' && spec.first < size && spec.last !== null && spec.last >= size
        ? refused
        : undefined,
    ),
  },
  {
    name: 'end-cut-to-size',
    sentence: 'An end past the object is clamped to the size in Content-Range, one too many.',
    contradicts: ['B2', 'B13'],
    madeBy: [],
    hooks: parts((answer, { first, last, object }, { range }) =>
      endOf(range) >= object.body.length && last === object.body.length - 1
        ? withField(answer, 'Content-Range', `bytes ${first}-${last + 1}/${object.body.length}`)
        : answer,
    ),
  },
  {
    name: 'end-echoed',
    sentence: 'Content-Range names the requested end, past the object, with the right bytes.',
    contradicts: ['B2'],
    madeBy: ['oss-emulator'],
    hooks: parts((answer, { first, object }, { range }) =>
      endOf(range) >= object.body.length
        ? withField(answer, 'Content-Range', `bytes ${first}-${endOf(range)}/${object.body.length}`)
        : answer,
    ),
  },
  {
    name: 'start-past-eof-whole-under-standard',
    sentence: 'A start past the object returns the whole object under the standard behaviour.',
    contradicts: ['C2', 'C5'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'standard' && spec.kind === 'from' && spec.first >= size ? wholeAnswer : undefined,
    ),
  },
  {
    name: 'start-at-size-gives-the-last-byte',
    sentence: 'A start right after the object returns its last byte under the standard behaviour.',
    contradicts: ['C2', 'C5', 'C8'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'standard' && spec.kind === 'from' && spec.first === BigInt(size) && size > 0
        ? sliceAnswer(size - 1, size - 1)
        : undefined,
    ),
  },
  {
    name: 'start-past-eof-gives-nothing-with-200',
    sentence: 'A start past the object is answered 200 with no bytes under the standard behaviour.',
    contradicts: ['C2'],
    madeBy: [],
    hooks: answersWith(416, (answer) => ({
      ...refusalWith(answer, 200, ''),
      headers: [['Content-Length', '0']],
      body: [],
    })),
  },
  {
    name: 'empty-object-has-a-byte',
    sentence: 'Any range of an empty object is answered 206 with bytes 0-0/0 and a Content-Length of 1.',
    contradicts: ['H1'],
    madeBy: ['s3rver, which then leaves the client waiting'],
    hooks: {
      answer: (usual, { object, range, request }) =>
        range !== null && request.method === 'GET' && object?.body.length === 0
          ? withField({ ...withField(usual, 'Content-Range', 'bytes 0-0/0'), status: 206 }, 'Content-Length', '1')
          : usual,
      write: (usual, { answer, socket }) => {
        usual();
        // The missing byte never comes; the end of the connection reports it to a waiting client.
        if (answer.status === 206 && answer.body.every(({ length }) => length === 0)) socket.end();
      },
    },
  },
  {
    name: 'empty-object-suffix-is-negative',
    sentence: 'A suffix of an empty object is answered 206 with bytes 0--1/0.',
    contradicts: ['H2'],
    madeBy: ['minio', 'caddy', 'h2o', 'rclone'],
    hooks: selectsOtherwise(({ spec, size }) =>
      spec.kind === 'suffix' && spec.length > 0n && size === 0 ? sliceAnswer(0, -1) : undefined,
    ),
  },
  {
    name: 'empty-object-refused',
    sentence: 'Any range of an empty object is answered 416 under the default behaviour.',
    contradicts: ['H1'],
    madeBy: ['every store that follows RFC 9110'],
    hooks: selectsOtherwise(({ size, mode }) => (size === 0 && mode === 'default' ? refused : undefined)),
  },
  {
    name: 'directory-is-called-an-object',
    sentence: 'A directory has the type and the tag of an empty object.',
    contradicts: ['H6'],
    madeBy: [],
    hooks: {
      object: (find) => {
        const { storedKind, ...object } = find();
        return storedKind?.kind === 'Directory'
          ? { ...object, headers: [['Content-Type', 'application/octet-stream']] }
          : { ...object, ...(storedKind ? { storedKind } : {}) };
      },
    },
  },
  {
    name: 'directory-range-refused',
    sentence: 'A range of a directory is answered 416.',
    contradicts: ['H6'],
    madeBy: [],
    hooks: {
      answer: (usual, { object, range, request }) =>
        range !== null && request.method === 'GET' && object?.storedKind?.kind === 'Directory'
          ? refusalWith(usual, 416, 'InvalidRange')
          : usual,
    },
  },
];

/** The last position that a closed range asks for; -1 for any other. */
function endOf(range: string | null): number {
  const [, last] = /^bytes=\d+-(\d+)$/.exec(range ?? '') ?? [];
  return last === undefined ? -1 : Number(last);
}
