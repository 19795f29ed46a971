import fc from 'fast-check';
import { type EdgeOffset, edges, offsetIn, offsets } from './edge-offset.js';

/** A satisfiable range on an object whose size is not known yet. */
export interface SatisfiableParts {
  readonly form: 'closed' | 'open' | 'suffix';
  readonly p: EdgeOffset;
  readonly q: EdgeOffset;
}

const forms = ['closed', 'open', 'suffix'] as const;

export const satisfiableParts: fc.Arbitrary<SatisfiableParts> = fc.record({
  form: fc.constantFrom(...forms),
  p: offsets,
  q: offsets,
});

/** Each form at both ends of the object. */
export const certainSatisfiable: readonly SatisfiableParts[] = forms.flatMap((form) => [
  { form, p: edges[0]!, q: edges[0]! },
  { form, p: edges[2]!, q: edges[2]! },
]);

/** @param size complete length in bytes, at least 1 */
export function satisfiableRange(size: number, { form, p, q }: SatisfiableParts): string {
  const last = BigInt(size) - 1n;
  const first = offsetIn(0n, last, p);
  if (form === 'open') return `bytes=${first}-`;
  return form === 'suffix' ? `bytes=-${last + 1n - first}` : `bytes=${first}-${offsetIn(first, last, q)}`;
}
