import * as v from 'valibot';
import { aspects } from '../../../judge/verdict.js';
import { quoteValue } from '../../../spec/model/received.js';
import { behaviours } from '../../../spec/model/vocabulary.js';
import { choice } from '../../../spec/schema/choice.js';
import { listOf } from '../../../spec/schema/list-of.js';
import { isMapping, mapping } from '../../../spec/schema/mapping.js';
import { oneOfWords } from '../../../spec/schema/one-of-words.js';
import { patterned, text } from '../../../spec/schema/text.js';

const exactSymptom = v.pipe(
  v.string(
    ({ input }) => `symptom is a text in quotes such as "206", or { matches: PATTERN }, not ${quoteValue(input)}`,
  ),
  v.description('What came instead: the actual value, exactly as reports have it. Quote numbers.'),
);
const symptomPattern = mapping('symptom', {
  matches: text('matches', 'A regular expression that the whole actual value matches, where it varies.'),
});

/** Has a letter or digit of some script: "…" gives no reason. */
export const saysWhy = /[0-9A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/;

const deviationSchema = mapping('a known deviation', {
  check: text(
    'check',
    'The id of a check, property/NAME, or a glob over both. The entry stands for every check it names.',
  ),
  behaviour: oneOfWords('behaviour', [...behaviours, 'both'], 'Under which behaviour.'),
  aspect: oneOfWords('aspect', [...aspects, 'headers'], 'Which comparison fails.'),
  symptom: choice([exactSymptom, symptomPattern], (input) => (isMapping(input) ? symptomPattern : exactSymptom)),
  reason: patterned('reason', 'a text that says why', saysWhy, 'Why it is accepted, for whoever reads the list later.'),
  ticket: v.optional(text('ticket', 'Where it is followed up.')),
  expires: v.optional(
    patterned(
      'expires',
      'a day such as 2030-12-31',
      /^\d{4}-\d{2}-\d{2}$/,
      'The last day on which it is accepted, in UTC.',
    ),
  ),
  broad: v.optional(
    v.pipe(
      v.boolean(({ input }) => `broad is true or false, not ${quoteValue(input)}`),
      v.description('Whether the entry may name more than 20 checks.'),
    ),
  ),
});

/** A list of known deviations. The JSON Schema for editors is generated from this. */
export const deviationsSchema = v.pipe(
  listOf('a file of known deviations', deviationSchema),
  v.description('Violations that are accepted. Each entry has to occur as listed, in every check that it names.'),
);
