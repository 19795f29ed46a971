import fc from 'fast-check';
import { defineFamily } from '../family.js';
import { type EdgeOffset, edges, offsetIn, offsets } from '../ranges/edge-offset.js';

const forms = ['-a-b', 'b--a', '--a', '-a--b', '-a-'] as const;
type Form = (typeof forms)[number];

/** The grammar of a minus sign where a position belongs, as the vendor's SDKs write negative positions. */
function write(form: Form, a: bigint, b: bigint): string {
  switch (form) {
    case '-a-b':
      return `-${a}-${b}`;
    case 'b--a':
      return `${b}--${a}`;
    case '--a':
      return `--${a}`;
    case '-a--b':
      return `-${a}--${b + 1n}`;
    case '-a-':
      return `-${a}-`;
  }
}

/** A negative first-pos, last-pos, or both. */
export const negative = defineFamily({
  name: 'negative',
  situation: 'negative',
  law: {
    default: 'A range with a negative first or last position is ignored: 200 with the whole object.',
    standard: 'A range with a negative first or last position is answered coherently.',
  },
  parts: fc.tuple(fc.constantFrom(...forms), offsets, offsets),
  certain: forms.flatMap((form) =>
    edges.map((b): [Form, EdgeOffset, EdgeOffset] => [form, { edge: 'start', offset: 0n }, b]),
  ),
  range: (size, [form, p, q]) => `bytes=${write(form, offsetIn(1n, size + 1n, p), offsetIn(0n, size, q))}`,
});
