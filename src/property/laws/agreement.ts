import { alike } from '../compare-answers.js';
import { defineLaw } from '../define-law.js';
import { get, together } from '../law-plan.js';
import { certainSatisfiable, satisfiableParts, satisfiableRange } from '../ranges/satisfiable.js';

/** The mode matters only for ranges that do not fit; planned under `standard` alone, since it asks under both. */
export const agreement = defineLaw({
  name: 'agreement',
  claims: {
    standard: {
      law: 'A satisfiable range gets the same headers and bytes under both behaviours.',
      level: 'required',
      evidence: ['range-guide', 'range-guide-transcript'],
    },
  },
  parts: satisfiableParts,
  certain: certainSatisfiable,
  plan: (size, parts) => {
    const range = satisfiableRange(size, parts);
    return together(size, [get(range, 'default'), get(range, 'standard')]);
  },
  // That the mode changes no other header field is what the guide implies, and shows of no field but these.
  judge: (_, answers, { level }) => ({ aspects: alike(answers, { level, headers: 'expected' }), notes: [] }),
});
