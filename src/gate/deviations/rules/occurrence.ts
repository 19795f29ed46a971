import type { AspectResult } from '../../../judge/verdict.js';
import type { GateEntry } from '../../evaluate.js';
import { type Deviation, hasSymptom } from './deviation.js';

/** What became of a listed deviation in one check that its entry names. */
export type Occurrence =
  | { readonly kind: 'occurs' }
  | { readonly kind: 'differs'; readonly actual: string }
  | { readonly kind: 'gone' }
  /** The check was not judged, so the answer is unknown. */
  | { readonly kind: 'untold' };

/** What of an entry tells whether a deviation occurs. */
export type OccurrenceEntry = Pick<GateEntry, 'id' | 'verdict' | 'aspects'>;

/** The comparisons that failed; none where the check was not judged. */
export function violatedOf({ verdict, aspects }: OccurrenceEntry): readonly AspectResult[] {
  return verdict === 'violates' || verdict === 'known' ? aspects.filter((aspect) => aspect.verdict === 'violates') : [];
}

/**
 * Holds one entry against one check that it names.
 *
 * A property reports one draw that breaks it. An aspect that this draw does not violate may be violated by another one, so
 * the entry is gone only when the property conforms.
 */
export function occurrenceOf(
  { aspect, symptom }: Pick<Deviation, 'aspect' | 'symptom'>,
  check: OccurrenceEntry,
): Occurrence {
  if (check.verdict !== 'conforms' && check.verdict !== 'violates' && check.verdict !== 'known')
    return { kind: 'untold' };
  const violated = violatedOf(check).find((result) => result.aspect === aspect);
  if (violated !== undefined) {
    return hasSymptom(symptom, violated.actual) ? { kind: 'occurs' } : { kind: 'differs', actual: violated.actual };
  }
  return check.verdict !== 'conforms' && isProperty(check.id) ? { kind: 'untold' } : { kind: 'gone' };
}

/** Whether an id is that of a property. */
export const isProperty = (id: string): boolean => id.startsWith('property/');
