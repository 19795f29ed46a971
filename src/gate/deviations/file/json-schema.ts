import { toJsonSchema } from '@valibot/to-json-schema';
import { type JsonSchemaFile, schemaFile } from '../../../spec/schema/json-schema.js';
import { deviationsSchema } from './deviation-schema.js';

/** The schema that editors use to check and complete lists of known deviations, generated from that of the reader. */
export const deviationsJsonSchema = (): JsonSchemaFile =>
  schemaFile('specs/schema/deviations.schema.json', 'A list of known deviations', toJsonSchema(deviationsSchema));
