import type { Level } from '../../spec/model/vocabulary.js';

/** What a difference means, by how hard the claim is. */
export const levelTitles: Readonly<Record<Level, string>> = {
  required: 'Required: a source states the answer',
  expected: 'Expected: the answer follows from a source',
  observed: 'Observed: no source decides, and neither answer is wrong',
};
