import { isGlob } from '../../../spec/pattern/glob.js';
import { withNearest } from '../../../spec/read/nearest.js';
import type { Checkable, LocatedDeviation } from './deviation.js';
import { namesOf } from './names.js';

/** An entry that is wrong for any target. It accepts nothing. */
export type ListFault = { readonly deviation: LocatedDeviation } & (
  | { readonly kind: 'names-nothing'; readonly named: string }
  | { readonly kind: 'expired'; readonly on: string }
  | { readonly kind: 'too-broad'; readonly checks: number }
);

/** How many checks one entry may name unless it says `broad: true`: as many as in the failure lists of the protobuf conformance suite. */
export const mostNamed = 20;

/**
 * The entries that are wrong in themselves, one fault each.
 *
 * @param catalogue every check and property there is, whether it is run or not
 * @param today `2026-12-31`, in UTC
 */
export function listFaults(
  deviations: readonly LocatedDeviation[],
  catalogue: readonly Checkable[],
  today: string,
): ListFault[] {
  const ids = [...new Set(catalogue.map(({ id }) => id))];
  return deviations.flatMap((deviation): ListFault[] => {
    const { expires = today, broad = false } = deviation;
    const names = namesOf(deviation);
    const named = new Set(catalogue.filter(names).map(({ id }) => id));
    if (named.size === 0) return [{ kind: 'names-nothing', deviation, named: misnamed(deviation, ids) }];
    if (expires < today) return [{ kind: 'expired', deviation, on: expires }];
    return named.size > mostNamed && !broad ? [{ kind: 'too-broad', deviation, checks: named.size }] : [];
  });
}

/** What was written, and what was probably meant. */
function misnamed({ check, behaviour }: LocatedDeviation, ids: readonly string[]): string {
  if (ids.includes(check)) return `${check} under the ${behaviour} behaviour`;
  if (ids.some((id) => id.startsWith(`${check}/`))) return `"${check}" (did you mean "${check}/*"?)`;
  return isGlob(check) ? `"${check}"` : withNearest(check, ids);
}
