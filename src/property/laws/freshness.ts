import fc from 'fast-check';
import { defineStatefulLaw, type ModelCommand } from '../define-stateful-law.js';
import { writtenSizes } from '../key-operation.js';
import type { LawClaim } from '../law.js';
import {
  certainSatisfiable,
  type SatisfiableParts,
  satisfiableParts,
  satisfiableRange,
} from '../ranges/satisfiable.js';

const claim: LawClaim = {
  law: 'A read after a PUT or DELETE returns what was written last, for slices too.',
  level: 'required',
  evidence: ['strong-consistency', 'rfc9110-9.3.4', 'rfc9110-9.3.5'],
};

/** In commands. A stale answer takes three: write, overwrite, read; the rest is for stores with a memory. */
const mostCommands = 5;

const put = (size: number): ModelCommand => ({
  // Another length each time, so that the length alone gives an old answer away.
  check: (held) => held.size !== size,
  operation: () => ({ kind: 'put', size }),
  title: `put ${size}`,
});

const remove = (): ModelCommand => ({
  check: (held) => held.size !== null,
  operation: () => ({ kind: 'delete' }),
  title: 'delete',
});

const read = (parts: SatisfiableParts | null): ModelCommand => ({
  check: () => true,
  operation: (held) => ({ kind: 'read', range: parts && satisfiableRange(held.size ?? writtenSizes[0], parts) }),
  title: parts ? 'read a range' : 'read',
});

const head = (): ModelCommand => ({
  check: () => true,
  operation: () => ({ kind: 'head' }),
  title: 'head',
});

const [small, middle] = writtenSizes;
const range = certainSatisfiable[0]!;
const certain: readonly ModelCommand[][] = [
  [put(middle), read(range), read(null)],
  [put(small), put(middle), read(range)],
  [put(middle), put(small), read(range)],
  [put(small), put(middle), head()],
  [put(middle), remove(), read(range)],
  // A cache that is filled by reading shows only where the same was read before.
  [put(small), read(range), put(middle), read(range)],
  [put(middle), read(null), put(small), read(null)],
  [put(small), head(), put(middle), head()],
  [put(middle), read(range), remove(), read(range)],
];

/** Finds a store that answers from what it remembers, in caches of whole objects and of slices. */
export const freshness = defineStatefulLaw({
  name: 'freshness',
  claims: { default: claim, standard: claim },
  commands: [
    fc.constantFrom(...writtenSizes).map(put),
    fc.constant(null).map(remove),
    fc.option(satisfiableParts, { freq: 4 }).map(read),
    fc.constant(null).map(head),
  ],
  mostCommands,
  certain,
});
