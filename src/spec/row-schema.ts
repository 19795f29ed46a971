import * as v from 'valibot';
import { choice } from './schema/choice.js';
import { listOf } from './schema/list-of.js';
import { isMapping, mapping, mappingOf } from './schema/mapping.js';
import { oneOfWords } from './schema/one-of-words.js';
import { patterned, text, wholeNumber } from './schema/text.js';
import { levels, methods } from './vocabulary.js';

/** Sizes and positions of at most 15 digits are exact as numbers. */
const bodyPattern = /^(?:whole|empty|error|(?:0|[1-9]\d{0,14})-(?:0|[1-9]\d{0,14}))$/;
const objectPattern = /^bytes-(?:0|[1-9]\d{0,14})$/;

const slug = '[a-z0-9]+(?:-[a-z0-9]+)*';

/** What RFC 9110 section 5.5 lets a client send in a field value, less the bytes above 0x7e. */
const fieldValuePattern = /^[\t\x20-\x7e]*$/;
/** A token (RFC 9110 section 5.6.2) other than Range, which has a key of its own. */
const fieldNamePattern = /^(?![Rr][Aa][Nn][Gg][Ee]$)[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const fieldValue = (what: string) =>
  patterned(
    what,
    'a text of visible ASCII, blanks and tabs',
    fieldValuePattern,
    'A field value, sent exactly as written. Quote it, so that blanks survive.',
  );

const outcomeSchema = mapping('an outcome', {
  status: wholeNumber('status', 100, 599, 'The HTTP status.'),
  body: patterned(
    'body',
    'whole, empty, error or a slice such as 500-999',
    bodyPattern,
    'What the body is: the `whole` object, `empty`, an `error` document, or a slice such as `500-999`, both positions included. For HEAD: what the body of the same GET is.',
  ),
  code: v.optional(
    patterned(
      'code',
      'an error code such as InvalidRange',
      /^[A-Za-z][A-Za-z0-9.]*$/,
      'The code of the error document.',
    ),
  ),
  'content-range': v.optional(
    v.nullable(
      patterned(
        'content-range',
        'a field value such as "bytes 0-9/10", or null for its absence',
        /^[\x20-\x7e]+$/,
        'Content-Range, where it is not what follows from status and body; null: it is absent.',
      ),
    ),
  ),
  'content-length': v.optional(
    wholeNumber(
      'content-length',
      0,
      Number.MAX_SAFE_INTEGER,
      'Content-Length, where a source shows the field itself; without this key it may be absent.',
    ),
  ),
});

const alternativesSchema = mapping('alternatives', {
  oneOf: v.pipe(
    listOf('oneOf', outcomeSchema, 2),
    v.description('The outcomes that the evidence leaves open. The row says `why`.'),
  ),
});

const claimSchema = choice([outcomeSchema, alternativesSchema], (input) =>
  isMapping(input) && 'oneOf' in input ? alternativesSchema : outcomeSchema,
);

const perBehaviour = <const Item extends v.GenericSchema>(what: string, item: Item) =>
  mapping(what, { default: item, standard: item });

/** One value for both behaviours, or a mapping with one for each. */
const sharedOrPerBehaviour = <const Item extends v.GenericSchema>(what: string, item: Item) => {
  const each = perBehaviour(what, item);
  return choice([item, each], (input) => (isMapping(input) ? each : item));
};

const levelSchema = oneOfWords('level', levels, 'How hard the claim is, by its evidence.');
const evidenceSchema = v.pipe(
  listOf('evidence', text('a source', 'The id of a source in evidence.yaml.')),
  v.description('Who says so, strongest first.'),
);
const whySchema = text('why', 'Why the claim leaves room, or stands against a source.');
const whyPerBehaviour = mapping('why', { default: v.optional(whySchema), standard: v.optional(whySchema) });
const linesSchema = listOf('range', fieldValue('a Range line'), 1);
const lineSchema = fieldValue('range');

const rowSchema = mapping('a row', {
  id: patterned(
    'id',
    'the topic, a slash and a slug in small letters, digits and hyphens',
    new RegExp(`^${slug}/${slug}$`),
    'The topic, a slash and a slug. Never reused.',
  ),
  title: text('title', 'The case in one phrase of at most 100 characters, in the present tense.'),
  object: patterned(
    'object',
    '"bytes-" and a size in bytes, such as bytes-1000',
    objectPattern,
    'The object that is read: `bytes-` and its size in bytes.',
  ),
  method: v.optional(oneOfWords('method', methods, 'GET unless said otherwise.')),
  range: v.optional(choice([lineSchema, linesSchema], (input) => (Array.isArray(input) ? linesSchema : lineSchema))),
  headers: v.optional(
    v.pipe(
      mappingOf(
        'headers',
        patterned(
          'a header name',
          'a field name other than Range, which has its own key',
          fieldNamePattern,
          'A field name.',
        ),
        fieldValue('a header value'),
      ),
      v.description('Other request header fields.'),
    ),
  ),
  expect: v.pipe(
    perBehaviour('expect', claimSchema),
    v.description('What comes back under each behaviour. What follows from status and body is not written again.'),
  ),
  level: sharedOrPerBehaviour('level', levelSchema),
  evidence: sharedOrPerBehaviour('evidence', evidenceSchema),
  facts: v.optional(listOf('facts', text('a fact', 'The id of a fact in evidence.yaml that this row carries.'), 1)),
  why: v.optional(choice([whySchema, whyPerBehaviour], (input) => (isMapping(input) ? whyPerBehaviour : whySchema))),
});

/** A file of the table: one topic and its rows. The JSON Schema for editors is generated from this. */
export const topicSchema = mapping('a topic file', {
  topic: patterned(
    'topic',
    'a slug in small letters, digits and hyphens',
    new RegExp(`^${slug}$`),
    'The prefix of every id in this file.',
  ),
  about: text('about', 'What the rows of this topic have in common, in one sentence.'),
  cases: v.pipe(listOf('cases', rowSchema, 1), v.description('The rows of the table.')),
});

export type RowInput = v.InferOutput<typeof rowSchema>;
export type OutcomeInput = v.InferOutput<typeof outcomeSchema>;
