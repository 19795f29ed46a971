import type { AspectResult } from '../../../judge/verdict.js';
import { type GateEntry, levelDecides } from '../../evaluate.js';
import type { Checkable, Deviation, LocatedDeviation } from '../rules/deviation.js';
import { hasSymptom } from '../rules/deviation.js';
import { namesOf } from '../rules/names.js';
import { type Occurrence, occurrenceOf, violatedOf } from '../rules/occurrence.js';
import { suggestSymptom } from './suggest-symptom.js';

/** One check of a report, as far as an update looks at it. */
export type UpdatableCheck = Pick<GateEntry, 'id' | 'behaviour' | 'verdict' | 'aspects'>;

/** What becomes of an entry: `now` is empty where it goes, and has several where a glob no longer holds as a whole. */
export interface EntryChange {
  readonly before: LocatedDeviation;
  readonly now: readonly Deviation[];
}

/** A deviation that is not listed yet, without its reason. */
export type NewDeviation = Pick<Deviation, 'check' | 'behaviour' | 'aspect' | 'symptom'>;

/** What an update does to a list. */
export interface ListUpdate {
  /** One for each entry, in their order; where nothing changes, `now` holds the very entry. */
  readonly entries: readonly EntryChange[];
  readonly added: readonly NewDeviation[];
}

/**
 * Brings a list up to date with a report.
 *
 * An entry stays unchanged as long as it occurs in every check that it names, or its checks were not judged. It is removed if it no longer
 * occurs; it takes over another symptom; and a glob that no longer holds as a whole is replaced by one entry for each check. All that
 * follows from an entry has its reason, ticket and day of expiry. Violations that decide and are not listed are added, in the
 * order of the report.
 *
 * @param catalogue every check and property there is, for the globs
 */
export function planUpdate(
  deviations: readonly LocatedDeviation[],
  report: readonly UpdatableCheck[],
  catalogue: readonly Checkable[],
  strict: boolean,
): ListUpdate {
  const known = new Map([...catalogue, ...report].map((one) => [keyOf(one), one]));
  const reported = new Map(report.map((check) => [keyOf(check), check]));
  const isListed = (check: UpdatableCheck, { aspect, actual }: AspectResult): boolean =>
    deviations.some((one) => one.aspect === aspect && hasSymptom(one.symptom, actual) && namesOf(one)(check));
  const taken = new Set<string>();
  const entries = deviations.map((before): EntryChange => {
    const named = [...known.values()].filter(namesOf(before));
    const now = named.map((one) => symptomNow(before, reported.get(keyOf(one)), isListed));
    if (now.every((symptom) => symptom === before.symptom)) return { before, now: [before] };
    const found = named.flatMap(({ id: check, behaviour }, index) => {
      const symptom = now[index];
      if (symptom === undefined) return [];
      const one = { check, behaviour, aspect: before.aspect, symptom } as NewDeviation;
      const key = JSON.stringify(one);
      // Two entries may both take over one symptom; the first one has it.
      if (taken.has(key)) return [];
      taken.add(key);
      return [one];
    });
    const { reason, ticket, expires } = before;
    return { before, now: concatenated(found).map((one) => ({ ...one, reason, ticket, expires })) };
  });
  const after = entries.flatMap(({ now }) => now).map((one) => ({ one, names: namesOf(one) }));
  const added = report.flatMap((check) =>
    violatedOf(check)
      .filter(({ level }) => levelDecides(level, strict))
      .filter(
        ({ aspect, actual }) =>
          !after.some(({ one, names }) => one.aspect === aspect && names(check) && hasSymptom(one.symptom, actual)),
      )
      .map((result) => ({
        check: check.id,
        behaviour: check.behaviour as NewDeviation['behaviour'],
        aspect: result.aspect,
        symptom: suggestSymptom(check.id, result),
      })),
  );
  return { entries, added: concatenated(added) };
}

/** The symptom of an entry in one check it names; undefined where it is over, or another entry lists what came instead. */
function symptomNow(
  before: Deviation,
  check: UpdatableCheck | undefined,
  isListed: (check: UpdatableCheck, result: AspectResult) => boolean,
): Deviation['symptom'] | undefined {
  if (check === undefined) return before.symptom;
  const occurrence: Occurrence = occurrenceOf(before, check);
  if (occurrence.kind === 'gone') return undefined;
  if (occurrence.kind !== 'differs') return before.symptom;
  const result = violatedOf(check).find(({ aspect }) => aspect === before.aspect);
  return result === undefined || isListed(check, result) ? undefined : suggestSymptom(check.id, result);
}

/** What holds in one check under both behaviours is one entry. */
function concatenated(found: readonly NewDeviation[]): NewDeviation[] {
  const entries = new Map<string, NewDeviation>();
  for (const one of found) {
    const key = JSON.stringify([one.check, one.aspect, one.symptom]);
    entries.set(key, entries.has(key) ? { ...one, behaviour: 'both' } : one);
  }
  return [...entries.values()];
}

const keyOf = ({ id, behaviour }: Checkable): string => `${behaviour} ${id}`;
