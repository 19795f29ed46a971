import { readsRangeAs, refused, refusesWhere, selectsOtherwise, sliceAnswer, wholeAnswer } from './change.js';
import type { Fault } from './fault.js';

/** How the text of a Range is read: unit, digits, hyphens. */
export const readingFaults: readonly Fault[] = [
  {
    name: 'range-ignored',
    sentence: 'Range is always ignored; every answer is the whole object.',
    contradicts: ['A1', 'E1', 'D1'],
    madeBy: ['servers without range support'],
    hooks: readsRangeAs(() => null),
  },
  {
    name: 'unit-not-checked',
    sentence: 'Any unit before the equals sign counts as bytes.',
    contradicts: ['F7', 'F9'],
    madeBy: ['radosgw', 'moto', 'sirv', 'azurite', 'varnish'],
    hooks: readsRangeAs((range) => range.replace(/^[^=]*=/, 'bytes=')),
  },
  {
    name: 'unit-in-the-singular',
    sentence: 'The unit byte counts as bytes.',
    contradicts: ['F7'],
    madeBy: [],
    hooks: readsRangeAs((range) => range.replace(/^byte=/, 'bytes=')),
  },
  {
    name: 'unit-left-out',
    sentence: 'A range without a unit counts as a byte range.',
    contradicts: ['F9'],
    madeBy: [],
    hooks: readsRangeAs((range) => (/^\d*-\d*$/.test(range) ? `bytes=${range}` : range)),
  },
  {
    name: 'unit-left-out-fails',
    sentence: 'A range without a unit is answered 500.',
    contradicts: ['F9'],
    madeBy: ['moto'],
    hooks: refusesWhere(({ range }) => /^\d+-\d*$/.test(range ?? ''), 500, 'InternalError'),
  },
  {
    name: 'other-unit-refused',
    sentence: 'Any unit other than bytes is answered 416.',
    contradicts: ['F7'],
    madeBy: ['KS3'],
    hooks: selectsOtherwise(({ spec }) => (spec.kind === 'other-unit' ? refused : undefined)),
  },
  {
    name: 'other-unit-is-an-argument-error',
    sentence: 'Any unit other than bytes is answered 400.',
    contradicts: ['F7'],
    madeBy: [],
    hooks: refusesWhere(({ range }) => /^(?!bytes=)[a-z]+=/i.test(range ?? ''), 400, 'InvalidArgument'),
  },
  {
    name: 'pattern-not-anchored',
    sentence: 'The first match of digits and hyphen anywhere in the value counts.',
    contradicts: ['F8', 'F9'],
    madeBy: ['oss-emulator'],
    hooks: readsRangeAs((range) => {
      const [, first, last] = /(\d*)-(\d*)/.exec(range) ?? [];
      return first || last ? `bytes=${first}-${last}` : range;
    }),
  },
  {
    name: 'trailing-letters-ignored',
    sentence: 'Letters after the last position are skipped.',
    contradicts: ['F9'],
    madeBy: ['oss-emulator'],
    hooks: readsRangeAs((range) => range.replace(/^(bytes=\d*-\d+)[a-z]+$/, '$1')),
  },
  {
    name: 'letters-are-zero',
    sentence: 'An invalid number is read as 0, as atoi does.',
    contradicts: ['F5', 'F9'],
    madeBy: ['radosgw'],
    hooks: readsRangeAs((range) => range.replace(/^bytes=[a-z]+-[a-z]+$/, 'bytes=0-0')),
  },
  {
    name: 'lone-hyphen-from-one',
    sentence: 'A hyphen alone is read as all but the first byte.',
    contradicts: ['F4'],
    madeBy: ['radosgw'],
    hooks: readsRangeAs((range) => range.replace(/^bytes=-$/, 'bytes=1-')),
  },
  {
    name: 'malformed-refused',
    sentence: 'Under the default behaviour an invalid range is answered 416.',
    contradicts: ['F4', 'F5', 'F6'],
    madeBy: ['QingStor'],
    hooks: selectsOtherwise(({ spec, mode }) =>
      spec.kind === 'malformed' && mode === 'default' ? refused : undefined,
    ),
  },
  {
    name: 'malformed-is-an-argument-error',
    sentence: 'An invalid range is answered 400.',
    contradicts: ['F4', 'F5'],
    madeBy: [],
    hooks: refusesWhere(({ range, mode }) => mode === 'default' && !/\d/.test(range ?? ''), 400, 'InvalidArgument'),
  },
  {
    name: 'negative-first-is-a-suffix',
    sentence: 'The first half of bytes=-1-10 is read as a suffix.',
    contradicts: ['F8'],
    madeBy: ['oss-emulator'],
    hooks: readsRangeAs((range) => range.replace(/^(bytes=-\d+)-\d*$/, '$1')),
  },
  {
    name: 'negative-first-is-zero',
    sentence: 'A negative first position is read as 0.',
    contradicts: ['F8'],
    madeBy: ['KS3'],
    hooks: readsRangeAs((range) => range.replace(/^bytes=-\d+-(\d+)$/, 'bytes=0-$1')),
  },
  {
    name: 'negative-last-is-open',
    sentence: 'A negative last position is read as the end of the object.',
    contradicts: ['F8'],
    madeBy: ['the ranges of several SDKs, where -1 means the end'],
    hooks: readsRangeAs((range) => range.replace(/^(bytes=\d+-)-\d+$/, '$1')),
  },
  {
    name: 'double-hyphen-is-a-suffix',
    sentence: 'Two hyphens are read as one.',
    contradicts: ['F2'],
    madeBy: [],
    hooks: readsRangeAs((range) => range.replace('--', '-')),
  },
  {
    name: 'three-positions',
    sentence: 'The first two positions of bytes=1-2-3 count.',
    contradicts: ['F9'],
    madeBy: ['oss-emulator'],
    hooks: readsRangeAs((range) => range.replace(/^(bytes=\d+-\d+)-\d+$/, '$1')),
  },
  {
    name: 'inverted-swapped',
    sentence: 'The two positions of an inverted range are swapped.',
    contradicts: ['F1'],
    madeBy: [],
    hooks: readsRangeAs((range) =>
      range.replace(/^bytes=(\d+)-(\d+)$/, (text, first, last) =>
        Number(last) < Number(first) ? `bytes=${last}-${first}` : text,
      ),
    ),
  },
  {
    name: 'inverted-refused',
    sentence: 'Under the default behaviour an inverted range is answered 416.',
    contradicts: ['F1'],
    madeBy: ['KS3', 'QingStor', 'servers in use, as measured'],
    hooks: selectsOtherwise(({ spec, mode }) => (spec.kind === 'inverted' && mode === 'default' ? refused : undefined)),
  },
  {
    name: 'inverted-runs-to-the-end',
    sentence: 'The last position of an inverted range is ignored.',
    contradicts: ['F1'],
    madeBy: ['oss-emulator'],
    hooks: readsRangeAs((range) =>
      range.replace(/^bytes=(\d+)-(\d+)$/, (text, first, last) =>
        Number(last) < Number(first) ? `bytes=${first}-` : text,
      ),
    ),
  },
  {
    name: 'inverted-kills-the-connection',
    sentence: 'The connection closes without an answer to an inverted range.',
    contradicts: ['F1'],
    madeBy: ['sirv, whose process crashes'],
    hooks: {
      write: (usual, { method, range, socket }) => {
        const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
        if (method === 'GET' && Number(last) < Number(first)) socket.destroy();
        else usual();
      },
    },
  },
  {
    name: 'zero-is-no-position',
    sentence: 'A last position of 0 counts as missing: bytes=0-0 returns the whole object with 206.',
    contradicts: ['A14'],
    madeBy: ['oss-emulator', 's3rver'],
    hooks: readsRangeAs((range) => range.replace(/^bytes=0+-0+$/, 'bytes=0-')),
  },
  {
    name: 'one-byte-is-no-range',
    sentence: 'A range of one byte returns the whole object with 200.',
    contradicts: ['A5', 'A14'],
    madeBy: ['node-static'],
    hooks: selectsOtherwise((_, usual) =>
      usual.kind === 'slice' && usual.first === usual.last ? wholeAnswer : undefined,
    ),
  },
  {
    name: 'open-not-known',
    sentence: 'A range without a last position is ignored.',
    contradicts: ['E1', 'E2', 'E3'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec }) => (spec.kind === 'from' && spec.last === null ? wholeAnswer : undefined)),
  },
  {
    name: 'all-by-an-open-range-is-200',
    sentence: 'The range bytes=0- is answered 200, as if it were absent.',
    contradicts: ['E3'],
    madeBy: [],
    hooks: readsRangeAs((range) => (range === 'bytes=0-' ? null : range)),
  },
  {
    name: 'all-by-a-closed-range-is-200',
    sentence: 'A closed range that covers the whole object is answered 200.',
    contradicts: ['A16', 'B4'],
    madeBy: [],
    hooks: selectsOtherwise(({ size, spec }, usual) =>
      spec.kind === 'from' && spec.last !== null && usual.kind === 'slice' && usual.last - usual.first + 1 === size
        ? wholeAnswer
        : undefined,
    ),
  },
  {
    name: 'last-position-not-read',
    sentence: 'Every closed range extends to the end of the object.',
    contradicts: ['A1', 'A6'],
    madeBy: [],
    hooks: selectsOtherwise(({ size }, usual) =>
      usual.kind === 'slice' ? sliceAnswer(usual.first, size - 1) : undefined,
    ),
  },
  {
    name: 'last-position-is-a-length',
    sentence: 'The number after the hyphen is read as a length.',
    contradicts: ['A3', 'A6'],
    madeBy: [],
    hooks: selectsOtherwise(({ spec, size }, usual) =>
      usual.kind === 'slice' && spec.kind === 'from' && spec.last !== null && spec.last > 0n
        ? sliceAnswer(usual.first, Math.min(size - 1, usual.first + Number(spec.last) - 1))
        : undefined,
    ),
  },
  {
    name: 'long-value-fails',
    sentence: 'A Range of more than 512 characters is answered 500.',
    contradicts: ['rfc9110-14.2'],
    madeBy: [],
    hooks: refusesWhere(({ range }) => (range?.length ?? 0) > 512, 500, 'InternalError'),
  },
  {
    name: 'bytes-beyond-ascii-fail',
    sentence: 'The connection closes without an answer to a Range with a non-ASCII byte.',
    contradicts: ['rfc9110-14.2'],
    madeBy: ['the Apache Iceberg mock, for any range that it cannot parse'],
    hooks: {
      write: (usual, { range, socket }) => {
        if (/[\x80-\xff]/.test(range ?? '')) socket.destroy();
        else usual();
      },
    },
  },
];
