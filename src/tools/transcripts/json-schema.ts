import { toJsonSchema } from '@valibot/to-json-schema';
import { type JsonSchemaFile, schemaFile } from '../../spec/schema/json-schema.js';
import { transcriptsSchema } from './transcript-schema.js';

/** The schema that editors use to check and complete the published answers, generated from that of the reader. */
export const transcriptsJsonSchema = (): JsonSchemaFile =>
  schemaFile(
    'specs/schema/transcripts.schema.json',
    'Published answers of the service',
    toJsonSchema(transcriptsSchema),
  );
