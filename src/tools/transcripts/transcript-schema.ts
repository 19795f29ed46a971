import * as v from 'valibot';
import { signings } from '../../spec/model/auth-scheme.js';
import { sizeTemplate } from '../../spec/model/size-template.js';
import { behaviours, missingThings } from '../../spec/model/vocabulary.js';
import { choice } from '../../spec/schema/choice.js';
import { listOf } from '../../spec/schema/list-of.js';
import { mapping, mappingOf } from '../../spec/schema/mapping.js';
import { oneOfWords } from '../../spec/schema/one-of-words.js';
import { patterned, text, wholeNumber } from '../../spec/schema/text.js';
import {
  answeringServers,
  assumable,
  circumstances,
  operations,
  readObjects,
  statusClasses,
  transcriptKinds,
} from './transcript.js';

const largest = Number.MAX_SAFE_INTEGER;

const slug = (what: string, about: string) =>
  patterned(what, 'a slug in small letters, digits and hyphens', /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, about);

/** What a client can send and a server can answer in a field value. */
const fieldValue = (what: string) =>
  patterned(what, 'a text of visible ASCII, spaces and tabs', /^[\t\x20-\x7e]*$/, 'A field value; quote it.');
const fieldName = patterned(
  'a header name',
  'a field name',
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/,
  'A field name, case-insensitive.',
);

const lineSchema = fieldValue('range');
const linesSchema = listOf('range', fieldValue('a Range line'), 1);

const requestSchema = mapping('request', {
  operation: oneOfWords('operation', operations, 'What was requested; the method follows.'),
  range: v.optional(choice([lineSchema, linesSchema], (input) => (Array.isArray(input) ? linesSchema : lineSchema))),
  behaviour: v.optional(
    oneOfWords('behaviour', behaviours, '`standard` where x-oss-range-behavior: standard was sent.'),
  ),
  headers: v.optional(
    v.pipe(
      mappingOf('headers', fieldName, fieldValue('a header value')),
      v.description('Other header fields, with the templates of rows such as `{etag}` and `{last-modified+60}`.'),
    ),
  ),
  query: v.optional(
    v.pipe(
      mappingOf('query', text('a parameter', 'Its name.'), v.nullable(v.string('a parameter has a text or null'))),
      v.description('Query parameters that matter, unescaped; null: the name stands alone.'),
    ),
  ),
  'copy-range': v.optional(fieldValue('copy-range')),
  signing: v.optional(oneOfWords('signing', signings, 'How the request was signed, where the publication tells it.')),
  circumstance: v.optional(oneOfWords('circumstance', circumstances, 'What decides the answer before any range does.')),
});

const objectSchema = mapping('object', {
  size: v.optional(wholeNumber('size', 0, largest, 'Complete length in bytes.')),
  kind: v.optional(oneOfWords('kind', readObjects, 'What was read, where it is not an object of a single upload.')),
  missing: v.optional(oneOfWords('missing', missingThings, 'What of the address does not exist.')),
  type: v.optional(fieldValue('type')),
});

const statusNumber = wholeNumber('status', 100, 599, 'The HTTP status.');
const statusClass = oneOfWords('status', statusClasses, 'Where only a success or a failure is told.');
const lengthNumber = wholeNumber('body-length', 0, largest, 'Bytes of body.');
const relativeLength = patterned(
  'body-length',
  'a number of bytes, or one relative to the size such as "{size}"',
  new RegExp(`^${sizeTemplate}$`),
  'Bytes of body, relative to the size of the object.',
);

const responseSchema = mapping('response', {
  status: v.optional(
    choice([statusNumber, statusClass], (input) => (typeof input === 'string' ? statusClass : statusNumber)),
  ),
  'body-length': v.optional(
    choice([lengthNumber, relativeLength], (input) => (typeof input === 'string' ? relativeLength : lengthNumber)),
  ),
  code: v.optional(
    patterned('code', 'an error code such as InvalidRange', /^[A-Za-z][A-Za-z0-9.]*$/, 'The code of the error.'),
  ),
  multipart: v.optional(v.literal(false, 'multipart is false, or the key is left out')),
  elements: v.optional(listOf('elements', text('an element', 'A name.'), 1)),
  fields: v.optional(
    v.pipe(
      mappingOf('fields', fieldName, v.nullable(fieldValue('a header value'))),
      v.description(
        'Header fields of the answer; null: known to be absent. Hidden values are placeholders such as `{etag}` or `{text}`.',
      ),
    ),
  ),
});

const transcriptSchema = mapping('a transcript', {
  id: slug('id', 'What reports call it. Never reused.'),
  source: v.optional(slug('source', 'The id of the source in specs/evidence.yaml that is the same publication.')),
  address: v.optional(
    patterned('address', 'an address that starts with https://', /^https:\/\/\S+$/, 'Where to read it.'),
  ),
  where: v.optional(text('where', 'What kind of publication it is, where no address is known.')),
  citable: v.optional(v.literal(false, 'citable is false, or the key is left out')),
  date: v.optional(
    patterned('date', 'a day, a month or a year such as "2019-10-18"', /^\d{4}(?:-\d\d(?:-\d\d)?)?$/, 'When.'),
  ),
  kind: oneOfWords('kind', transcriptKinds, 'How the answer became known.'),
  server: v.optional(oneOfWords('server', answeringServers, 'What answered; oss unless said.')),
  request: requestSchema,
  object: v.optional(objectSchema),
  assumed: v.optional(
    v.pipe(
      listOf('assumed', oneOfWords('assumed', assumable, 'A value that the publication does not print.'), 1),
      v.description('Values that the publication does not print; they stand for all of their kind.'),
    ),
  ),
  response: responseSchema,
  'no-proof': v.optional(text('no-proof', 'Why the answer proves nothing about the service.')),
  note: v.optional(text('note', 'What else a reader should know.')),
});

/** `fixtures/transcripts.yaml`. The JSON Schema for editors is generated from this. */
export const transcriptsSchema = mapping('the transcripts', {
  transcripts: v.pipe(listOf('transcripts', transcriptSchema, 1), v.description('Published answers of the service.')),
});

export type TranscriptInput = v.InferOutput<typeof transcriptSchema>;
