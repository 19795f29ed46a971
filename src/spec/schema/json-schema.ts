import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { evidenceSchema } from './evidence-schema.js';
import { topicSchema } from './row-schema.js';

/** A JSON Schema as a file: its path relative to the package, and its text. */
export interface JsonSchemaFile {
  readonly file: string;
  readonly text: string;
}

/** The schemas that editors use to check and complete the files of `specs/`, generated from those that the reader uses. */
export function jsonSchemaFiles(): readonly JsonSchemaFile[] {
  return [
    schemaFile('specs/schema/topic.schema.json', 'A topic of the table of cases', toJsonSchema(topicSchema)),
    schemaFile('specs/schema/evidence.schema.json', 'The evidence of the table of cases', toJsonSchema(evidenceSchema)),
  ];
}

/** The text of a schema, with its title in front. */
export function schemaFile(file: string, title: string, { $schema, ...schema }: JsonSchema): JsonSchemaFile {
  return { file, text: `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n` };
}
