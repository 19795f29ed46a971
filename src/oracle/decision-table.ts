import type { Behaviour, Level } from '../spec/model/vocabulary.js';

/**
 * Every way a Range can stand to an object. The names are the rules that reports cite.
 *
 * `empty-*` are the cases of a complete length of 0, where nothing can be satisfiable.
 */
export const situations = [
  'no-range',
  'satisfiable',
  'end-past-eof',
  'start-past-eof',
  'suffix-longer',
  'suffix-zero',
  'inverted',
  'negative',
  'malformed',
  'garbled',
  'respelled',
  'oversize',
  'list-satisfiable',
  'list-malformed',
  'list-other',
  'list-unsettled',
  'repeated-lines',
  'empty-any',
  'empty-suffix',
  'empty-suffix-zero',
] as const;
export type Situation = (typeof situations)[number];

/**
 * An answer in words, resolved against the request by `expectRange`:
 * `whole` is 200 with the whole object, `slice` is 206 with the bytes that the range selects, clamped as RFC 9110
 * section 14.1.2 clamps, `refused` is 416 with the error code `InvalidRange`, and `parts` is 206 with every satisfiable range of
 * a list as a part of multipart/byteranges.
 */
export type RangeAnswer = 'whole' | 'slice' | 'refused' | 'parts';

export interface RangeDecision {
  readonly level: Level;
  readonly answers: readonly RangeAnswer[];
  readonly why: string;
  /** Ids of sources in `specs/evidence.yaml`. */
  readonly evidence: readonly string[];
}

const outOfRange = 'Under the default behaviour a range that is not inside the object is ignored.';
const notLegal = 'Under the default behaviour an invalid Range is ignored.';
const unsettledSyntax =
  'The vendor defines the standard behaviour only for ranges that do not fit; RFC 9110 lets a server ignore or reject an invalid one.';
const listUnderStandard =
  'No source shows a list under the standard behaviour; RFC 9110 lets a server answer it with multipart/byteranges.';
const tolerant = 'No source says how tolerant the parser is.';

const required = (answer: RangeAnswer, why: string, ...evidence: string[]): RangeDecision => ({
  level: 'required',
  answers: [answer],
  why,
  evidence,
});
const expected = (answer: RangeAnswer, why: string, ...evidence: string[]): RangeDecision => ({
  level: 'expected',
  answers: [answer],
  why,
  evidence,
});
const observed = (answers: readonly RangeAnswer[], why: string, ...evidence: string[]): RangeDecision => ({
  level: 'observed',
  answers,
  why,
  evidence,
});

const satisfiable = required(
  'slice',
  'A satisfiable range is answered with exactly its bytes.',
  'range-guide-transcript',
  'range-guide',
);
const noRange = required('whole', 'Without a Range the whole object is sent.', 'get-object');

/**
 * The decision table: the answer in each situation under each behaviour, its level, and the sources.
 *
 * | situation | default | standard |
 * |---|---|---|
 * | satisfiable | 206 slice | 206 slice |
 * | end past EOF | 200 whole | 206 clamped |
 * | start at or past EOF | 200 whole | 416 |
 * | suffix longer than the object | 200 whole | 206 whole |
 * | suffix of zero | 416 | 416 (expected) |
 * | inverted, negative, malformed | 200 whole | observed |
 * | garbled | 200 whole (expected) | observed |
 * | respelled, above 2^63-1, repeated lines | observed | observed |
 * | list | by its first element | observed |
 * | empty object | 200 empty, `-0` observed | 416 (expected), suffix observed |
 *
 * Positions above 2^32 make a required rule only expected; see `expectRange`.
 */
export const decisionTable: Readonly<Record<Situation, Readonly<Record<Behaviour, RangeDecision>>>> = {
  'no-range': { default: noRange, standard: noRange },
  satisfiable: { default: satisfiable, standard: satisfiable },
  'end-past-eof': {
    default: required('whole', outOfRange, 'seed', 'range-guide-transcript'),
    standard: required(
      'slice',
      'Under the standard behaviour the end is clamped to the object.',
      'seed',
      'range-guide-transcript',
      'go-sdk-v1-test',
    ),
  },
  'start-past-eof': {
    default: required('whole', outOfRange, 'seed', 'range-guide-transcript'),
    standard: required(
      'refused',
      'Under the standard behaviour a range that starts at or past the end is rejected.',
      'seed',
      'range-guide-transcript',
      'go-sdk-v1-test',
    ),
  },
  'suffix-longer': {
    default: required(
      'whole',
      'Under the default behaviour a suffix longer than the object is out of range.',
      'range-guide',
      'cdn-range',
    ),
    standard: required(
      'slice',
      'Under the standard behaviour a longer suffix selects the whole object.',
      'range-guide-transcript',
    ),
  },
  'suffix-zero': {
    default: required(
      'refused',
      'Three vendor test suites get InvalidRange for a suffix of zero even under the default behaviour.',
      'java-sdk-v1-test',
      'ios-sdk-test',
      'ossutil-test',
    ),
    standard: expected('refused', 'A suffix of zero is unsatisfiable.', 'rfc9110-14.1.2'),
  },
  inverted: {
    default: required('whole', notLegal, 'java-sdk-v1-test'),
    standard: observed(['whole', 'refused'], unsettledSyntax, 'rfc9110-14.1.1'),
  },
  negative: {
    default: required('whole', 'Under the default behaviour a range with a negative position is ignored.', 'seed'),
    standard: observed(['whole', 'refused'], unsettledSyntax, 'rfc9110-14.2'),
  },
  malformed: {
    default: required('whole', notLegal, 'range-guide', 'ossutil-test'),
    standard: observed(['whole', 'refused'], unsettledSyntax, 'rfc9110-14.2'),
  },
  garbled: {
    default: expected('whole', notLegal, 'range-guide'),
    standard: observed(['whole', 'refused'], unsettledSyntax, 'rfc9110-14.2'),
  },
  respelled: {
    default: observed(['slice', 'whole'], tolerant, 'rfc9110-14.1'),
    standard: observed(['slice', 'whole', 'refused'], tolerant, 'rfc9110-14.1'),
  },
  oversize: {
    default: observed(['whole', 'slice', 'refused'], 'No source shows a number above 2^63-1.', 'rfc9110-14.1.2'),
    standard: observed(['slice', 'refused', 'whole'], 'No source shows a number above 2^63-1.', 'rfc9110-14.1.2'),
  },
  'list-satisfiable': {
    default: required(
      'slice',
      'Under the default behaviour only the first range of a list is answered.',
      'range-guide-cn',
      'range-guide-transcript',
    ),
    standard: observed(['slice', 'parts', 'whole', 'refused'], listUnderStandard, 'http-416-page', 'rfc9110-15.3.7.2'),
  },
  'list-malformed': {
    default: required(
      'whole',
      'Only the text before the first comma is read; if it is not a range, none is applied.',
      'ossutil-test',
    ),
    standard: observed(['whole', 'refused', 'parts'], listUnderStandard, 'http-416-page', 'rfc9110-15.3.7.2'),
  },
  'list-other': {
    default: expected(
      'whole',
      'Only the first element counts, and it is out of range or invalid.',
      'ossutil-test',
      'range-guide',
    ),
    standard: observed(['slice', 'parts', 'whole', 'refused'], listUnderStandard, 'http-416-page', 'rfc9110-15.3.7.2'),
  },
  'list-unsettled': {
    default: observed(
      ['slice', 'whole', 'refused'],
      'Only the first element counts, and no source decides what it means.',
      'ossutil-test',
    ),
    standard: observed(['slice', 'parts', 'whole', 'refused'], listUnderStandard, 'http-416-page', 'rfc9110-15.3.7.2'),
  },
  'repeated-lines': {
    default: observed(
      ['slice', 'whole', 'refused'],
      'Range is not a list field, and no source shows it twice.',
      'rfc9110-14.2',
    ),
    standard: observed(
      ['slice', 'whole', 'refused'],
      'Range is not a list field, and no source shows it twice.',
      'rfc9110-14.2',
    ),
  },
  'empty-any': {
    default: expected('whole', outOfRange, 'java-sdk-v1-download-test', 'range-guide'),
    standard: expected('refused', 'Every first position is at or past the end of an empty object.', 'rfc9110-14.1.2'),
  },
  'empty-suffix': {
    default: expected('whole', outOfRange, 'range-guide'),
    standard: observed(
      ['refused', 'whole'],
      'RFC 9110 calls a suffix satisfiable, but an empty object has no bytes to send.',
      'rfc9110-14.1.2',
    ),
  },
  'empty-suffix-zero': {
    default: observed(
      ['refused', 'whole'],
      'A suffix of zero is rejected on other objects; no source shows it on an empty one.',
      'java-sdk-v1-test',
    ),
    standard: expected('refused', 'A suffix of zero is unsatisfiable.', 'rfc9110-14.1.2'),
  },
};
