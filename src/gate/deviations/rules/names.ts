import picomatch from 'picomatch';
import type { Checkable, Deviation } from './deviation.js';

/** Whether a text is a glob: ids have none of these characters. */
export const isGlob = (check: string): boolean => /[*?[{(!]/.test(check);

/** Tells what an entry names; globs are those of `--case`. */
export function namesOf({ check, behaviour }: Pick<Deviation, 'check' | 'behaviour'>): (one: Checkable) => boolean {
  const matches = isGlob(check) ? picomatch(check, { dot: true }) : (id: string) => id === check;
  return (one) => (behaviour === 'both' || behaviour === one.behaviour) && matches(one.id);
}
