import * as v from 'valibot';
import { parse } from 'yaml';
import { isNoticed, type Mutant } from './mutant.js';

/** Why no test notices a change, for every place in a file where the same is changed in the same line of code. */
const explanation = v.strictObject({
  file: v.string(),
  /** The line of code, not its number: it stays right while other lines come and go. */
  code: v.string(),
  original: v.string(),
  replacement: v.string(),
  reason: v.pipe(v.string(), v.minLength(10)),
});
export type SurvivorReason = v.InferOutput<typeof explanation>;

/** @throws v.ValiError where an entry is wrong */
export const readExplanations = (text: string): SurvivorReason[] => v.parse(v.array(explanation), parse(text) ?? []);

/** A change that no test notices, and why. */
export interface Explained {
  readonly mutant: Mutant;
  readonly reason: string;
}

export interface Explaining {
  readonly explained: readonly Explained[];
  /** Unexplained survivors. */
  readonly open: readonly Mutant[];
  /** Explanations of what is noticed now, or is no more. */
  readonly idle: readonly SurvivorReason[];
}

/** Holds the survivors against what is written of them. */
export function explainSurvivor(mutants: readonly Mutant[], explanations: readonly SurvivorReason[]): Explaining {
  const reasons = new Map(explanations.map((entry) => [keyOf(entry), entry.reason]));
  const survivors = mutants.filter((mutant) => !isNoticed(mutant));
  const met = new Set(survivors.map(keyOf));
  return {
    explained: survivors.flatMap((mutant) => {
      const reason = reasons.get(keyOf(mutant));
      return reason === undefined ? [] : [{ mutant, reason }];
    }),
    open: survivors.filter((mutant) => !reasons.has(keyOf(mutant))),
    idle: explanations.filter((entry) => !met.has(keyOf(entry))),
  };
}

const keyOf = ({ file, code, original, replacement }: Omit<SurvivorReason, 'reason'>): string =>
  JSON.stringify([file, code, original, replacement]);
