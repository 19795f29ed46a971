import * as v from 'valibot';
import { signings } from '../model/auth-scheme.js';
import { sizeTemplate } from '../model/size-template.js';
import { levels, methods, missingThings, signingSecrets } from '../model/vocabulary.js';
import { largestHeld } from '../object-kinds/object-kind-definition.js';
import { choice } from './choice.js';
import { listOf } from './list-of.js';
import { isMapping, mapping, mappingOf } from './mapping.js';
import { madeSchema } from './object-kind-schema.js';
import { oneOfWords } from './one-of-words.js';
import { patterned, text, wholeNumber } from './text.js';

/** Sizes and positions of at most 15 digits are exact as numbers. */
const position = `(?:0|[1-9]\\d{0,14}|${sizeTemplate})`;
const intervalPattern = new RegExp(`^${position}-${position}$`);
const bodyPattern = new RegExp(`^(?:whole|empty|error|${position}-${position})$`);
const objectPattern = /^(?:bytes-(?:0|[1-9]\d{0,14})|folder)$/;

const slug = '[a-z0-9]+(?:-[a-z0-9]+)*';

/** What RFC 9110 section 5.5 lets a client send in a field value, less the bytes above 0x7e. */
const fieldValuePattern = /^[\t\x20-\x7e]*$/;
/** A token (RFC 9110 section 5.6.2) other than Range, which has a key of its own. */
const fieldNamePattern = /^(?![Rr][Aa][Nn][Gg][Ee]$)[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const fieldValue = (what: string) =>
  patterned(
    what,
    'a text of visible ASCII, spaces and tabs',
    fieldValuePattern,
    'A field value, sent exactly as written. Quote it, so that spaces survive.',
  );

const bodySchema = patterned(
  'body',
  'whole, empty, error or a slice such as 500-999',
  bodyPattern,
  'What the body is: the `whole` object, `empty`, an `error` document, or a slice such as `500-999`, both positions included; `{size}` and `{size-1}` represent the complete length and values relative to it. For HEAD: what the body of the same GET is.',
);
const partsSchema = mapping('a body of parts', {
  parts: v.pipe(
    listOf('parts', patterned('a part', 'a slice such as 0-1', intervalPattern, 'Both positions included.'), 1),
    v.description('The parts of a multipart/byteranges body, in order.'),
  ),
});

const fieldName = patterned(
  'a header name',
  'a field name other than Range, which has its own key',
  fieldNamePattern,
  'A field name.',
);
const exactValueSchema = v.nullable(fieldValue('a header value'));
const likeSchema = mapping('a header value', {
  matches: text('matches', 'A regular expression that the whole value matches.'),
});

const namesSchema = (what: string, about: string) => v.pipe(listOf(what, fieldNames(what), 1), v.description(about));
const fieldNames = (what: string) =>
  patterned(what, 'a list of field names', /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'A field name, case-insensitive.');

const lengthSchema = wholeNumber(
  'content-length',
  0,
  Number.MAX_SAFE_INTEGER,
  'Content-Length, if a source shows the field itself; without this key it may be absent.',
);
const relativeLengthSchema = patterned(
  'content-length',
  'a number of bytes, or one relative to the size such as "{size-500}"',
  new RegExp(`^${sizeTemplate}$`),
  'The same, relative to the size of the object.',
);

const outcomeSchema = mapping('an outcome', {
  status: wholeNumber('status', 100, 599, 'The HTTP status.'),
  'status-level': v.optional(
    oneOfWords(
      'status-level',
      levels,
      'The level of the status, if sources support it less than the rest of the row; `observed`: it is not compared.',
    ),
  ),
  body: choice([bodySchema, partsSchema], (input) => (isMapping(input) ? partsSchema : bodySchema)),
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
        'Content-Range, if it does not follow from status and body; null: it is absent.',
      ),
    ),
  ),
  'content-length': v.optional(
    choice([lengthSchema, relativeLengthSchema], (input) =>
      typeof input === 'string' ? relativeLengthSchema : lengthSchema,
    ),
  ),
  fields: v.optional(
    v.pipe(
      mappingOf(
        'fields',
        fieldName,
        choice([exactValueSchema, likeSchema], (input) => (isMapping(input) ? likeSchema : exactValueSchema)),
      ),
      v.description(
        'Other header fields of the answer: a value, in which `{etag}`, `{last-modified}` and `{crc64}` are replaced by those of the object; null: absent; or a pattern.',
      ),
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

const levelSchema = oneOfWords('level', levels, 'The level of the claim, by its evidence.');
const evidenceSchema = v.pipe(
  listOf('evidence', text('a source', 'The id of a source in evidence.yaml.')),
  v.description('The sources of the claim, strongest first.'),
);
const whySchema = text('why', 'Why the claim allows alternatives, or contradicts a source.');
const whyPerBehaviour = mapping('why', { default: v.optional(whySchema), standard: v.optional(whySchema) });
const linesSchema = listOf('range', fieldValue('a Range line'), 1);
const lineSchema = fieldValue('range');

const objectNameSchema = patterned(
  'object',
  '"bytes-" and a size in bytes, such as bytes-1000, "folder", or a mapping',
  objectPattern,
  'The object that is read: `bytes-` and its size in bytes, or `folder`, an empty one whose key ends with a slash.',
);
/** What 10,000 parts of 16 MiB make. */
const largestOfAll = 10_000 * largestHeld;
const objectSchema = mapping('object', {
  name: patterned(
    'name',
    'a slug that is no bytes-N',
    new RegExp(`^(?!bytes-\\d|folder$)${slug}$`),
    'Its name in reports.',
  ),
  size: wholeNumber(
    'size',
    0,
    largestOfAll,
    'Complete length in bytes; beyond 16 MiB only for one made by part-copies.',
  ),
  key: v.optional(
    // Of at most 3 bytes each, so that it fits behind the folder of the run into the 1,023 bytes of a key.
    patterned('key', 'a text of at most 170 characters', /^.{1,170}$/, 'Its key below the folder of the run.'),
  ),
  'key-bytes': v.optional(
    wholeNumber('key-bytes', 600, 1023, 'Length of the whole key in bytes; the key is padded to it.'),
  ),
  type: v.optional(fieldValue('type')),
  made: v.optional(v.pipe(madeSchema, v.description('How the object is created, if not by one PUT.'))),
});

const authSchema = mapping('auth', {
  by: oneOfWords('by', signings, 'The kind and place of the signature.'),
  unsigned: v.optional(namesSchema('unsigned', 'Fields that are sent unsigned.')),
  unsent: v.optional(namesSchema('unsent', 'Fields that are signed but not sent.')),
  additional: v.optional(namesSchema('additional', 'Additional headers that V4 signs beyond the default ones.')),
  method: v.optional(oneOfWords('method', methods, 'The method that is signed, if another one is sent.')),
  secret: v.optional(oneOfWords('secret', signingSecrets, 'another: signed with a wrong secret.')),
});

const rowSchema = mapping('a row', {
  id: patterned(
    'id',
    'the topic, a slash and a slug in small letters, digits and hyphens',
    new RegExp(`^${slug}/${slug}$`),
    'The topic, a slash and a slug. Never reused.',
  ),
  title: text('title', 'The case in one phrase of at most 100 characters, in the present tense.'),
  object: choice([objectNameSchema, objectSchema], (input) => (isMapping(input) ? objectSchema : objectNameSchema)),
  missing: v.optional(oneOfWords('missing', missingThings, 'The request names a key or a bucket that does not exist.')),
  method: v.optional(oneOfWords('method', methods, 'Default: GET.')),
  range: v.optional(choice([lineSchema, linesSchema], (input) => (Array.isArray(input) ? linesSchema : lineSchema))),
  headers: v.optional(
    v.pipe(
      mappingOf('headers', fieldName, fieldValue('a header value')),
      v.description(
        'Other request header fields. `{etag}`, `{last-modified}` and `{last-modified+60}` (seconds) are replaced by the validators of the object.',
      ),
    ),
  ),
  query: v.optional(
    v.pipe(
      mappingOf('query', text('a parameter', 'Its name.'), v.nullable(v.string('a parameter has a text or null'))),
      v.description('Query parameters, unescaped; null: the name stands alone.'),
    ),
  ),
  auth: v.optional(v.pipe(authSchema, v.description('A signature for this row, instead of that of the run.'))),
  'copy-range': v.optional(
    v.pipe(
      fieldValue('copy-range'),
      v.description(
        'The value of x-oss-copy-source-range: the row tests UploadPartCopy, and `body` is the content of the part.',
      ),
    ),
  ),
  expect: v.pipe(
    perBehaviour('expect', claimSchema),
    v.description('The expected outcome under each behaviour. Fields that follow from status and body are omitted.'),
  ),
  level: sharedOrPerBehaviour('level', levelSchema),
  evidence: sharedOrPerBehaviour('evidence', evidenceSchema),
  facts: v.optional(listOf('facts', text('a fact', 'The id of a fact in evidence.yaml that this row tests.'), 1)),
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
export type ExpectationInput = v.InferOutput<typeof claimSchema>;
