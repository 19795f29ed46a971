import { type GateEntry, levelDecides } from '../../evaluate.js';
import { type Checkable, hasSymptom, type LocatedDeviation } from './deviation.js';
import { type ListFault, listFaults } from './list-faults.js';
import { namesOf } from './names.js';
import { type Occurrence, occurrenceOf, violatedOf } from './occurrence.js';

/** A listed deviation that does not occur as listed in a check that its entry names. */
export interface Stale {
  readonly deviation: LocatedDeviation;
  readonly id: string;
  readonly behaviour: string;
  readonly now: Extract<Occurrence, { kind: 'differs' | 'gone' }>;
}

/** What the list has to say of one check. */
export interface ListedViolations {
  /** Whether every violation that decides is listed. */
  readonly known: boolean;
  /** The entries that list one of its violations. */
  readonly listed: readonly LocatedDeviation[];
  readonly stale: readonly Stale[];
}

/** A list of known deviations, ready to hold checks against. */
export interface KnownList {
  readonly faults: readonly ListFault[];
  hold(check: Pick<GateEntry, 'id' | 'behaviour' | 'verdict' | 'aspects'>, strict: boolean): ListedViolations;
}

/**
 * Makes a list ready. An entry that is wrong in itself (see {@link listFaults}) accepts nothing.
 *
 * | a check that an entry names | outcome |
 * |---|---|
 * | violates, and every violated aspect that decides is listed with what was seen | known |
 * | violates, and one that decides is not listed | violates |
 * | violates the aspect with another symptom | violates; the entry is stale |
 * | does not violate the aspect | the entry is stale |
 * | could not be judged, does not apply, was not run | as it is, and says nothing of the entry |
 *
 * Where none of its violations decides, all of them must be listed.
 */
export function knownList(
  deviations: readonly LocatedDeviation[],
  catalogue: readonly Checkable[],
  today: string,
): KnownList {
  const faults = listFaults(deviations, catalogue, today);
  const faulty = new Set(faults.map(({ deviation }) => deviation));
  const usable = deviations
    .filter((deviation) => !faulty.has(deviation))
    .map((deviation) => ({ deviation, names: namesOf(deviation) }));
  return {
    faults,
    hold(check, strict) {
      const naming = usable.flatMap(({ deviation, names }) => (names(check) ? [deviation] : []));
      const violated = violatedOf(check);
      const deciding = violated.filter(({ level }) => levelDecides(level, strict));
      const entriesOf = ({ aspect, actual }: (typeof violated)[number]): LocatedDeviation[] =>
        naming.filter((deviation) => deviation.aspect === aspect && hasSymptom(deviation.symptom, actual));
      const toBeListed = deciding.length > 0 ? deciding : violated;
      return {
        known: toBeListed.length > 0 && toBeListed.every((aspect) => entriesOf(aspect).length > 0),
        listed: violated.flatMap(entriesOf),
        stale: naming.flatMap((deviation) => {
          const now = occurrenceOf(deviation, check);
          const { id, behaviour } = check;
          return now.kind === 'differs' || now.kind === 'gone' ? [{ deviation, id, behaviour, now }] : [];
        }),
      };
    },
  };
}
