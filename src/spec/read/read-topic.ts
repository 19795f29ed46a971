import type { Case } from '../model/table.js';
import { topicSchema } from '../schema/row-schema.js';
import { type Reading, readYamlAs, type SourceText } from './read-yaml-as.js';
import { toCase } from './to-case.js';

/** One file of the table. */
export interface TopicFile {
  readonly file: string;
  readonly topic: string;
  readonly about: string;
  readonly cases: readonly Case[];
}

/** Reads a file of rows. It is held against the schema only; what rows mean together is for `lint/`. */
export function readTopic(source: SourceText): Reading<TopicFile> {
  const reading = readYamlAs(topicSchema, source);
  if (reading.kind === 'rejected') return reading;
  const { input, positionOf } = reading.value;
  const cases = input.cases.map((row, index) =>
    toCase(row, input.topic, { file: source.file, line: positionOf(['cases', index]).line }),
  );
  return { kind: 'read', value: { file: source.file, topic: input.topic, about: input.about, cases } };
}
