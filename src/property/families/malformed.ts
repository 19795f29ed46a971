import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { type EdgeOffset, edges, offsetIn, offsets } from '../ranges/edge-offset.js';

/** Units that are not `bytes` in any case; `byte` is the vendor's own example. */
const units = ['byte', 'items', 'octets', 'bits', 'b', 'none', 'seconds', 'bytesx', 'xbytes', ''] as const;
/** Range sets without a digit. */
const digitless = [
  '',
  '-',
  '--',
  'abc',
  'a-b',
  'abc-def',
  '-x',
  'x-',
  '*',
  '*/*',
  'null-null',
  'NaN-',
  ';',
  '=',
] as const;

type Malformed =
  | { readonly flaw: 'unit'; readonly unit: string; readonly p: EdgeOffset; readonly q: EdgeOffset }
  | { readonly flaw: 'no-unit'; readonly p: EdgeOffset; readonly q: EdgeOffset }
  | { readonly flaw: 'no-digits'; readonly set: string };

const start: EdgeOffset = { edge: 'start', offset: 0n };

/** Values that are not readable as a byte range: another unit, no unit, no digits. */
export const malformedFamily = defineFamily<Malformed>({
  name: 'malformed',
  situation: 'malformed',
  law: {
    default: 'An invalid Range is ignored: 200 with the whole object.',
    standard: 'An invalid Range is answered coherently.',
  },
  parts: fc.oneof(
    fc.record({
      flaw: fc.constant('unit' as const),
      unit: fc.oneof(fc.constantFrom(...units), fc.stringMatching(/^[a-z]{1,8}$/)),
      p: offsets,
      q: offsets,
    }),
    fc.record({ flaw: fc.constant('no-unit' as const), p: offsets, q: offsets }),
    fc.record({
      flaw: fc.constant('no-digits' as const),
      set: fc.oneof(fc.constantFrom(...digitless), fc.stringMatching(/^[a-z.:*/+-]{1,8}$/)),
    }),
  ),
  certain: [
    ...units.map((unit): Malformed => ({ flaw: 'unit', unit, p: start, q: start })),
    ...digitless.map((set): Malformed => ({ flaw: 'no-digits', set })),
    ...edges.map((q): Malformed => ({ flaw: 'no-unit', p: start, q })),
  ],
  range: (size, parts) => {
    if (parts.flaw === 'no-digits') return `bytes=${parts.set}`;
    const first = offsetIn(0n, size - 1n, parts.p);
    const set = `${first}-${offsetIn(first, size - 1n, parts.q)}`;
    // A drawn unit may be `bytes` itself by chance; that would be a satisfiable range.
    return parts.flaw === 'no-unit' ? set : `${parts.unit === 'bytes' ? 'bytez' : parts.unit}=${set}`;
  },
});
