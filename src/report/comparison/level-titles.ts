import type { Level } from '../../spec/model/vocabulary.js';

/** What a difference means, by how hard the claim is. */
export const levelTitles: Readonly<Record<Level, string>> = {
  required: 'Required: a source says what is right',
  expected: 'Expected: it follows from what a source says',
  observed: 'Observed: no source decides, and neither answer is wrong',
};
