import type { RangeAnswer, Situation } from '../../../oracle/decision-table.js';

/** Each situation of a range, for a reader who has not seen the code. */
export const situationWords: Readonly<Record<Situation, string>> = {
  'no-range': 'no Range',
  satisfiable: 'a range inside the object',
  'end-past-eof': 'an end at or behind the end of the object',
  'start-past-eof': 'a start at or behind the end of the object',
  'suffix-longer': 'a suffix longer than the object',
  'suffix-zero': 'a suffix of zero',
  inverted: 'an end before the start',
  negative: 'a negative position',
  malformed: 'no byte range at all',
  garbled: 'digits that are no range',
  respelled: 'a range in another spelling',
  oversize: 'a position above 2^63-1',
  'list-satisfiable': 'a list whose first range is inside the object',
  'list-malformed': 'a list whose first element is no range',
  'list-other': 'a list whose first range is out of bounds',
  'list-unsettled': 'a list whose first range is unsettled',
  'repeated-lines': 'several Range lines',
  'empty-any': 'any position of an empty object',
  'empty-suffix': 'a suffix of an empty object',
  'empty-suffix-zero': 'a suffix of zero of an empty object',
};

/** Each answer that a rule allows. */
export const answerWords: Readonly<Record<RangeAnswer, string>> = {
  whole: '200, the whole object',
  slice: '206, the bytes of the range',
  refused: '416 InvalidRange',
  parts: '206, a part for each range',
};
