import { isGlob, readGlob } from '../../../spec/pattern/glob.js';
import type { Checkable, Deviation } from './deviation.js';

/** Tells what an entry names; globs are those of `--case`. */
export function namesOf({ check, behaviour }: Pick<Deviation, 'check' | 'behaviour'>): (one: Checkable) => boolean {
  const glob = isGlob(check) ? readGlob(check) : null;
  const matches = glob?.kind === 'read' ? glob.matches : (id: string) => id === check;
  return (one) => (behaviour === 'both' || behaviour === one.behaviour) && matches(one.id);
}
