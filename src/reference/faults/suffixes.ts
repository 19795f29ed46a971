import { parts, readsRangeAs, refused, selectsOtherwise, sliceAnswer, wholeAnswer, withField } from './change.js';
import type { Fault } from './fault.js';

/** Ranges that name a number of last bytes. */
export const suffixFaults: readonly Fault[] = [
  {
    name: 'suffix-is-a-prefix',
    sentence: 'A suffix of n is read as positions 0 to n: from the start, and one byte too many.',
    contradicts: ['D1', 'D2'],
    madeBy: ['oss-emulator', 's3rver', 'sirv', 'one page of KS3'],
    hooks: readsRangeAs((range) => range.replace(/^bytes=-(\d+)$/, 'bytes=0-$1')),
  },
  {
    name: 'suffix-one-too-many',
    sentence: 'A suffix begins one byte too early.',
    contradicts: ['D1', 'D4'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec }, usual) =>
      spec.kind === 'suffix' && usual.kind === 'slice'
        ? sliceAnswer(Math.max(0, usual.first - 1), usual.last)
        : undefined,
    ),
  },
  {
    name: 'suffix-one-too-few',
    sentence: 'A suffix begins one byte too late.',
    contradicts: ['D1', 'D4'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec }, usual) =>
      spec.kind === 'suffix' && usual.kind === 'slice'
        ? sliceAnswer(Math.min(usual.last, usual.first + 1), usual.last)
        : undefined,
    ),
  },
  {
    name: 'suffix-not-known',
    sentence: 'A suffix is ignored.',
    contradicts: ['D1', 'D2', 'D3'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec }) => (spec.kind === 'suffix' ? wholeAnswer : undefined)),
  },
  {
    name: 'suffix-is-a-first-position',
    sentence: 'A suffix of n is read as an open range from position n.',
    contradicts: ['D2', 'D3'],
    madeBy: [],
    hooks: readsRangeAs((range) => range.replace(/^bytes=-(\d+)$/, 'bytes=$1-')),
  },
  {
    name: 'suffix-as-long-as-the-object-is-too-long',
    sentence: 'A suffix that equals the size counts as longer than the object.',
    contradicts: ['D4', 'D12'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'default' && spec.kind === 'suffix' && spec.length === BigInt(size) ? wholeAnswer : undefined,
    ),
  },
  {
    name: 'long-suffix-applied-under-default',
    sentence: 'A suffix longer than the object is answered 206 under the default behaviour.',
    contradicts: ['D5'],
    madeBy: ['every store that follows RFC 9110'],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'default' && spec.kind === 'suffix' && spec.length > size && size > 0
        ? sliceAnswer(0, size - 1)
        : undefined,
    ),
  },
  {
    name: 'long-suffix-ignored-under-standard',
    sentence: 'A suffix longer than the object is answered 200 under the standard behaviour.',
    contradicts: ['D6'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size, mode }) =>
      mode === 'standard' && spec.kind === 'suffix' && spec.length > size ? wholeAnswer : undefined,
    ),
  },
  {
    name: 'long-suffix-refused',
    sentence: 'A suffix longer than the object is answered 416.',
    contradicts: ['D5', 'D6'],
    madeBy: ['send', 'gofakes3', 'fauxqs'],
    hooks: selectsOtherwise(({ spec, size }) =>
      spec.kind === 'suffix' && spec.length > size && size > 0 ? refused : undefined,
    ),
  },
  {
    name: 'long-suffix-starts-below-zero',
    sentence: 'Content-Range names a negative first position for a suffix longer than the object.',
    contradicts: ['D6'],
    madeBy: ['webfs'],
    hooks: parts((answer, { last, object }, { range }) => {
      const first = object.body.length - Number(/^bytes=-(\d+)$/.exec(range ?? '')?.[1] ?? 0);
      return first < 0 ? withField(answer, 'Content-Range', `bytes ${first}-${last}/${object.body.length}`) : answer;
    }),
  },
  {
    name: 'zero-suffix-ignored',
    sentence: 'A suffix of zero returns the whole object with 200.',
    contradicts: ['D7', 'D8', 'D9'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec }) => (spec.kind === 'suffix' && spec.length === 0n ? wholeAnswer : undefined)),
  },
  {
    name: 'zero-suffix-is-everything',
    sentence: 'A suffix of zero returns the whole object with 206.',
    contradicts: ['D7', 'D8', 'D9'],
    madeBy: ['servers in use, as measured'],
    hooks: selectsOtherwise(({ spec, size }) =>
      spec.kind === 'suffix' && spec.length === 0n && size > 0 ? sliceAnswer(0, size - 1) : undefined,
    ),
  },
  {
    name: 'zero-suffix-is-an-empty-part',
    sentence: 'A suffix of zero is answered 206 with no bytes, as bytes 1000-999.',
    contradicts: ['D7', 'D8', 'D9'],
    madeBy: ['servers in use, as measured'],
    hooks: selectsOtherwise(({ spec, size }) =>
      spec.kind === 'suffix' && spec.length === 0n && size > 0 ? sliceAnswer(size, size - 1) : undefined,
    ),
  },
];
