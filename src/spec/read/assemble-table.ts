import { integrityRules } from '../integrity/integrity-rules.js';
import { type Problem, specInvalid } from '../model/problem.js';
import type { Table } from '../model/table.js';
import { readEvidence } from './read-evidence.js';
import { readTopic, type TopicFile } from './read-topic.js';
import type { Reading, SourceText } from './read-yaml-as.js';

/**
 * Makes a table of texts: the evidence and the files of rows, in the order of the latter.
 *
 * @throws SuiteError `spec-invalid` with every problem of every file, by file, line and column
 */
export function assembleTable(evidence: SourceText, topics: readonly SourceText[]): Table {
  const table = parseTable(evidence, topics);
  const problems = integrityRules.flatMap((rule) => rule(table)).map((finding) => ({ ...finding, column: rowColumn }));
  if (problems.length > 0) throw specInvalid(problems);
  return table;
}

/** What rows mean together is reported at the start of the line on which the row begins. */
const rowColumn = 1;

/**
 * The same without the rules on what rows mean, for those who look at a table that breaks them.
 *
 * @throws SuiteError `spec-invalid` where a text is no YAML or does not fit the schema
 */
export function parseTable(evidence: SourceText, topics: readonly SourceText[]): Table {
  const evidenceReading = readEvidence(evidence);
  const topicReadings = topics.map(readTopic);
  const problems = [evidenceReading, ...topicReadings].flatMap(problemsOf);
  if (evidenceReading.kind === 'rejected' || problems.length > 0) throw specInvalid(problems);
  const files = topicReadings.flatMap((reading): TopicFile[] => (reading.kind === 'read' ? [reading.value] : []));
  return {
    cases: files.flatMap((file) => file.cases),
    topics: topicsOf(files),
    evidence: evidenceReading.value,
  };
}

/** A file of the user may add rows to a topic of the package; what the topic is about, its first file says. */
function topicsOf(files: readonly TopicFile[]): ReadonlyMap<string, string> {
  const topics = new Map<string, string>();
  for (const { topic, about } of files) if (!topics.has(topic)) topics.set(topic, about);
  return topics;
}

function problemsOf(reading: Reading<unknown>): readonly Problem[] {
  return reading.kind === 'rejected' ? reading.problems : [];
}
