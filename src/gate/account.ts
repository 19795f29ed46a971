import type { Totals, VerdictName } from './totals.js';

/**
 * Counts verdicts against what was planned. The counting shares nothing with the runner: `planned` comes from the plan,
 * the verdicts from what was reported, and what is missing between the two is `notRun`. Verdicts beyond the plan, and
 * unknown verdicts, leave totals that do not add up.
 */
export function account(planned: number, verdicts: readonly VerdictName[]): Totals {
  const count = (name: VerdictName): number => verdicts.filter((verdict) => verdict === name).length;
  return {
    planned,
    conforms: count('conforms'),
    violates: count('violates'),
    known: count('known'),
    inconclusive: count('inconclusive'),
    notApplicable: count('not-applicable'),
    notRun: count('not-run') + Math.max(0, planned - verdicts.length),
  };
}

/** `planned = conforms + violates + known + inconclusive + notApplicable + notRun`, and nothing negative. */
export function addsUp(totals: Totals): boolean {
  const { planned, ...parts } = totals;
  const values = Object.values(parts);
  return values.every((value) => value >= 0) && values.reduce((sum, value) => sum + value, 0) === planned;
}
