import type { AspectResult } from '../../../judge/verdict.js';
import type { Behaviour } from '../../../spec/model/vocabulary.js';
import { matchesPattern } from '../../../spec/pattern/linear-pattern.js';

/** The value that was seen instead of the expected one: itself, or a regular expression that the whole of it matches. */
export type Symptom = string | { readonly matches: string };

/** An accepted violation and the reason: one entry of a list of known deviations. */
export interface Deviation {
  /** The id of a check, `property/NAME`, or a glob over both. It stands for every check that it names. */
  readonly check: string;
  readonly behaviour: Behaviour | 'both';
  readonly aspect: AspectResult['aspect'];
  readonly symptom: Symptom;
  readonly reason: string;
  readonly ticket?: string | undefined;
  /** The last day on which it is accepted, `2026-12-31`, in UTC. */
  readonly expires?: string | undefined;
  /** Whether it may name more than a few checks. */
  readonly broad?: boolean | undefined;
}

/** An entry, and where it stands. */
export interface LocatedDeviation extends Deviation {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** What an entry can name. */
export interface Checkable {
  /** A check id or `property/NAME`. */
  readonly id: string;
  readonly behaviour: string;
}

/** Whether an actual value is the listed one. */
export function hasSymptom(symptom: Symptom, actual: string): boolean {
  return typeof symptom === 'string' ? symptom === actual : matchesPattern(symptom.matches, actual, { dotAll: true });
}

/** `206`, or `/bytes \d+/` for a pattern. */
export const symptomInWords = (symptom: Symptom): string =>
  typeof symptom === 'string' ? symptom : `/${symptom.matches}/`;
