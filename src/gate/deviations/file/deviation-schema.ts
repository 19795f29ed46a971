import * as v from 'valibot';
import { comparedAspects } from '../../../judge/verdict.js';
import { quoteValue } from '../../../spec/model/received.js';
import { behaviours } from '../../../spec/model/vocabulary.js';
import { choice } from '../../../spec/schema/choice.js';
import { listOf } from '../../../spec/schema/list-of.js';
import { isMapping, mapping } from '../../../spec/schema/mapping.js';
import { oneOfWords } from '../../../spec/schema/one-of-words.js';
import { patterned, text } from '../../../spec/schema/text.js';

const exactSymptom = v.pipe(
  v.string(
    ({ input }) => `symptom must be a quoted text such as "206", or { matches: PATTERN }, not ${quoteValue(input)}`,
  ),
  v.description('The actual value, exactly as in the reports. Quote numbers.'),
);
const symptomPattern = mapping('symptom', {
  matches: text('matches', 'A regular expression that must match the whole actual value, for values that vary.'),
});

/** Has a letter or digit of some script: "…" gives no reason. */
export const saysWhy = /[0-9A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/;

const deviationSchema = mapping('a known deviation', {
  check: text(
    'check',
    'The id of a check, property/NAME, or a glob over both. The entry covers every check that it matches.',
  ),
  behaviour: oneOfWords('behaviour', [...behaviours, 'both'], 'The behaviour.'),
  aspect: oneOfWords('aspect', comparedAspects, 'The comparison that fails.'),
  symptom: choice([exactSymptom, symptomPattern], (input) => (isMapping(input) ? symptomPattern : exactSymptom)),
  reason: patterned('reason', 'a text that says why', saysWhy, 'Why the deviation is accepted.'),
  ticket: v.optional(text('ticket', 'The ticket that tracks it.')),
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
      v.description('Whether the entry may match more than 20 checks.'),
    ),
  ),
});

/** A list of known deviations. The JSON Schema for editors is generated from this. */
export const deviationsSchema = v.pipe(
  listOf('a file of known deviations', deviationSchema),
  v.description('Accepted violations. Each entry must occur as listed, in every check that it matches.'),
);
