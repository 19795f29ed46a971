import * as v from 'valibot';
import { sourceKinds } from '../model/table.js';
import { listOf } from './list-of.js';
import { mapping } from './mapping.js';
import { oneOfWords } from './one-of-words.js';
import { patterned, text } from './text.js';

const sourceSchema = mapping('a source', {
  id: patterned(
    'id',
    'a slug in small letters, digits, hyphens and dots',
    /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/,
    'The id that rows and facts cite.',
  ),
  title: text('title', 'The title, with a date if known.'),
  kind: oneOfWords('kind', sourceKinds, 'The strength of the source.'),
  address: text('address', 'Where to read it.'),
});

const factSchema = mapping('a fact', {
  id: patterned('id', 'a capital letter and a number, such as B2', /^[A-Z]\d+$/, 'The id that rows cite.'),
  says: text('says', 'What is known, or known to be unknown, in one sentence.'),
  sources: listOf('sources', text('a source', 'The id of a source above.')),
  untestable: v.optional(text('untestable', 'Why no row can test it.')),
});

/** `specs/evidence.yaml`. The JSON Schema for editors is generated from this. */
export const evidenceSchema = mapping('the evidence', {
  sources: v.pipe(listOf('sources', sourceSchema), v.description('Sources about OSS ranges.')),
  facts: v.pipe(listOf('facts', factSchema), v.description('What the sources say.')),
});
