import type { Explaining, Explanation } from './explained.js';
import { grouped, type Mutant } from './mutant.js';
import { folderOf, leastScore, scoreOf } from './page.js';

/** Why a measurement cannot stand as it is, one line each; empty where it can. */
export function problemsOf(mutants: readonly Mutant[], { open, idle }: Explaining): string[] {
  return [
    ...grouped(mutants, folderOf)
      .filter(([, own]) => scoreOf(own) < leastScore)
      .map(
        ([folder, own]) => `src/${folder}: its tests notice ${scoreOf(own).toFixed(2)} %, less than ${leastScore} %`,
      ),
    ...open.map(
      (mutant) => `${mutant.file}:${mutant.line}: no test notices, and no reason is written: ${change(mutant)}`,
    ),
    ...idle.map((entry) => `${entry.file}: a reason is written for what is noticed, or is no more: ${change(entry)}`),
  ];
}

const change = ({ code, original, replacement }: Omit<Explanation, 'file' | 'reason'>): string =>
  `${original} -> ${replacement} in ${code}`;
