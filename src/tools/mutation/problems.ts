import type { Explaining, SurvivorReason } from './explained.js';
import { groupedMutants, type Mutant } from './mutant.js';
import { folderOf, leastScore, mutationScoreOf } from './page.js';

/** Why a measurement cannot stand as it is, one line each; empty where it can. */
export function problemsOf(mutants: readonly Mutant[], { open, idle }: Explaining): string[] {
  return [
    ...groupedMutants(mutants, folderOf)
      .filter(([, own]) => mutationScoreOf(own) < leastScore)
      .map(
        ([folder, own]) =>
          `src/${folder}: its tests notice ${mutationScoreOf(own).toFixed(2)} %, less than ${leastScore} %`,
      ),
    ...open.map(
      (mutant) => `${mutant.file}:${mutant.line}: no test notices, and no reason is written: ${change(mutant)}`,
    ),
    ...idle.map((entry) => `${entry.file}: a reason is written for what is noticed, or is no more: ${change(entry)}`),
  ];
}

const change = ({ code, original, replacement }: Omit<SurvivorReason, 'file' | 'reason'>): string =>
  `${original} -> ${replacement} in ${code}`;
