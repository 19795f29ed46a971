import { toJsonSchema } from '@valibot/to-json-schema';
import { type JsonSchemaFile, schemaFile } from '../../../spec/schema/json-schema.js';
import { profileSchema } from './profile-schema.js';

/** The schema that editors use to check and complete target profiles, generated from that of the reader. */
export const targetJsonSchema = (): JsonSchemaFile =>
  schemaFile(
    'specs/schema/target.schema.json',
    'A target profile',
    toJsonSchema(profileSchema, { ignoreActions: ['check'] }),
  );
