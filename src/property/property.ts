import type { Behaviour } from '../spec/model/vocabulary.js';
import { families } from './families.js';
import { type Family, strengthOf } from './family.js';
import type { Law, LawClaim } from './law.js';
import { laws } from './laws.js';

/** All properties, of any kind. */
export type Subject =
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'law'; readonly law: Law }
  | { readonly kind: 'exhaustive'; readonly most: number };

/** One property, as `property/NAME` names it. */
export interface Property {
  readonly name: string;
  readonly subject: Subject;
  /** What it says under each behaviour; absent where it says nothing. */
  readonly claims: Readonly<Partial<Record<Behaviour, LawClaim>>>;
}

/** Every property that is run by default, in the order in which reports show them. */
export const properties: readonly Property[] = [
  ...families.map(
    (family): Property => ({
      name: family.name,
      subject: { kind: 'family', family },
      claims: { default: claimOf(family, 'default'), standard: claimOf(family, 'standard') },
    }),
  ),
  ...laws.map((law): Property => ({ name: law.name, subject: { kind: 'law', law }, claims: law.claims })),
];

const exhaustiveClaim: LawClaim = {
  law: 'Every range on every small object is answered as the table specifies.',
  level: 'required',
  evidence: ['range-guide', 'seed'],
};

/** Every range on every object of up to `most` bytes. */
export const exhaustive = (most: number): Property => ({
  name: 'exhaustive',
  subject: { kind: 'exhaustive', most },
  claims: { default: exhaustiveClaim, standard: exhaustiveClaim },
});

function claimOf(family: Family, behaviour: Behaviour): LawClaim {
  return { law: family.law[behaviour], ...strengthOf(family, behaviour) };
}
