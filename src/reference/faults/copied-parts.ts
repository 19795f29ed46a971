import type { StoredSlice } from '../read/multipart-body.js';
import type { EndpointResponse } from '../server/answer.js';
import { fieldValue, queryValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument, refuse } from '../wire/oss-error.js';
import { copyBounds } from '../write/copy-range.js';
import { isCopyRequest } from '../write/copy-source.js';
import { withField } from './change.js';
import type { CopyQuestion, Fault, FaultHooks } from './fault.js';

const rangeOf = ({ headers }: StorageRequest): string | undefined => fieldValue(headers, 'x-oss-copy-source-range');

/** Copies other positions where a range is applied. */
const copies = (change: (range: StoredSlice, size: number) => StoredSlice): FaultHooks => ({
  copyRange: (usual, { size }) => {
    const range = usual();
    return range && change(range, size);
  },
});

/** Decides otherwise of a range that is there, has the form of one, and does not fit into its source. */
const misfits = (decide: (range: StoredSlice, size: number) => StoredSlice): FaultHooks => ({
  copyRange: (usual, { request, size }) => {
    const bounds = copyBounds(request, size);
    return bounds === null || (bounds.first >= 0 && bounds.last < size) ? usual() : decide(bounds, size);
  },
});

/** Decides otherwise of a range that is there and is no range by its form. */
const malformed = (decide: (question: CopyQuestion) => StoredSlice): FaultHooks => ({
  copyRange: (usual, question) =>
    rangeOf(question.request) === undefined || copyBounds(question.request, question.size) !== null
      ? usual()
      : decide(question),
});

/** Answers to UploadPartCopy in another way. */
const answers = (change: (answer: EndpointResponse) => EndpointResponse): FaultHooks => ({
  written: (usual, request) =>
    isCopyRequest(request) && queryValue(request.query, 'partNumber') !== undefined ? change(usual) : usual,
});

const contentRange = (change: (value: string) => string): FaultHooks =>
  answers((answer) => {
    const value = fieldValue(answer.headers, 'content-range');
    return value === undefined ? answer : withField(answer, 'Content-Range', change(value));
  });

/** UploadPartCopy: which bytes of its source a part gets, and what is said of them. */
export const copiedPartsFaults: readonly Fault[] = [
  {
    name: 'copy-range-ignored',
    sentence: 'A part is always a copy of the whole source.',
    contradicts: ['N1', 'N2', 'N3'],
    madeBy: [],
    hooks: { copyRange: () => null },
  },
  {
    name: 'open-copy-range-ignored',
    sentence: 'A copy range without a last position copies the whole source.',
    contradicts: ['N11'],
    madeBy: [],
    hooks: {
      copyRange: (usual, { request }) => (/^bytes=\d+-$/.test(rangeOf(request) ?? '') ? null : usual()),
    },
  },
  {
    name: 'copy-range-named-and-ignored',
    sentence: 'A part is always a copy of the whole source, but Content-Range names the requested range.',
    contradicts: ['N1', 'N2', 'N3'],
    madeBy: [],
    hooks: () => {
      const requested = new WeakMap<StorageRequest, string>();
      return {
        copyRange: (usual, { request, size }) => {
          const range = usual();
          if (range !== null) requested.set(request, `bytes ${range.first}-${range.last}/${size}`);
          return null;
        },
        written: (usual, request) => {
          const value = requested.get(request);
          return value === undefined ? usual : withField(usual, 'Content-Range', value);
        },
      };
    },
  },
  {
    name: 'copy-begins-one-too-late',
    sentence: 'A copied part begins one byte too late, with a matching Content-Range.',
    contradicts: ['N1', 'N3'],
    madeBy: [],
    hooks: copies(({ first, last }) => ({ first: Math.min(first + 1, last), last })),
  },
  {
    name: 'copy-begins-one-too-early',
    sentence: 'A copied part begins one byte too early, with a matching Content-Range.',
    contradicts: ['N2'],
    madeBy: [],
    hooks: copies(({ first, last }) => ({ first: Math.max(first - 1, 0), last })),
  },
  {
    name: 'copy-excludes-the-last-position',
    sentence: 'The last position is excluded from a copied part.',
    contradicts: ['N1', 'N2', 'N3'],
    madeBy: [],
    hooks: copies(({ first, last }) => ({ first, last: Math.max(last - 1, first) })),
  },
  {
    name: 'copy-ends-one-too-late',
    sentence: 'A copied part ends one byte too late, with a matching Content-Range.',
    contradicts: ['N1', 'N2', 'N3'],
    madeBy: [],
    hooks: copies(({ first, last }, size) => ({ first, last: Math.min(last + 1, size - 1) })),
  },
  {
    name: 'copy-range-is-a-length',
    sentence: 'The number after the hyphen of a copy range is read as a length.',
    contradicts: ['N2'],
    madeBy: [],
    hooks: copies(({ first, last }, size) => ({ first, last: Math.min(first + last, size) - 1 })),
  },
  {
    name: 'copy-range-clamped',
    sentence: 'A copy range that ends past its source is clamped.',
    contradicts: ['N4', 'N5'],
    madeBy: [],
    hooks: misfits(({ first, last }, size) => ({
      first: Math.max(Math.min(first, size - 1), 0),
      last: Math.min(last, size - 1),
    })),
  },
  {
    name: 'copy-range-past-the-end-refused',
    sentence: 'A copy range that ends past its source is answered 416.',
    contradicts: ['N4', 'N5'],
    madeBy: ['the vendor itself through its interface for S3, by its page on the error'],
    hooks: misfits(() => {
      throw refuse('InvalidRange');
    }),
  },
  {
    name: 'copy-range-past-the-end-is-an-argument-error',
    sentence: 'A copy range that ends past its source is answered 400.',
    contradicts: ['N4', 'N5'],
    madeBy: [],
    hooks: misfits((range) => {
      throw invalidArgument('x-oss-copy-source-range', `bytes=${range.first}-${range.last}`);
    }),
  },
  {
    name: 'copy-range-malformed-refused',
    sentence: 'An invalid copy range is answered 400.',
    contradicts: ['N5'],
    madeBy: [],
    hooks: malformed(({ request }) => {
      throw invalidArgument('x-oss-copy-source-range', rangeOf(request) ?? '');
    }),
  },
  {
    name: 'copy-range-malformed-is-the-first-byte',
    sentence: 'An invalid copy range is read as the first byte.',
    contradicts: ['N5'],
    madeBy: [],
    hooks: malformed(() => ({ first: 0, last: 0 })),
  },
  {
    name: 'copy-answered-206',
    sentence: 'The copy of a range is answered 206.',
    contradicts: ['N1'],
    madeBy: [],
    hooks: answers((answer) =>
      fieldValue(answer.headers, 'content-range') === undefined ? answer : { ...answer, status: 206 },
    ),
  },
  {
    name: 'copy-without-content-range',
    sentence: 'The answer to the copy of a range has no Content-Range.',
    contradicts: ['N1'],
    madeBy: [],
    hooks: answers((answer) => withField(answer, 'Content-Range', null)),
  },
  {
    name: 'copy-of-all-has-a-content-range',
    sentence: 'The answer to a copy whose range is ignored names the whole source in Content-Range.',
    contradicts: ['N5'],
    madeBy: [],
    hooks: () => {
      const sizes = new WeakMap<StorageRequest, number>();
      return {
        copyRange: (usual, { request, size }) => {
          const range = usual();
          if (range === null && rangeOf(request) !== undefined) sizes.set(request, size);
          return range;
        },
        written: (usual, request) => {
          const size = sizes.get(request);
          return size === undefined ? usual : withField(usual, 'Content-Range', `bytes 0-${size - 1}/${size}`);
        },
      };
    },
  },
  {
    name: 'copy-total-of-the-part',
    sentence: 'Content-Range of a copied part has the length of the part instead of that of the source.',
    contradicts: ['N1'],
    madeBy: [],
    hooks: contentRange((value) =>
      value.replace(/(\d+)-(\d+)\/\d+/, (_, first, last) => `${first}-${last}/${Number(last) - Number(first) + 1}`),
    ),
  },
  {
    name: 'copy-without-tag',
    sentence: 'The answer to the copy of a range has no ETag header.',
    contradicts: ['N1'],
    madeBy: [],
    hooks: answers((answer) => withField(answer, 'ETag', null)),
  },
];
