import * as v from 'valibot';
import { quoteValue } from '../model/received.js';
import { withNearest } from '../read/nearest.js';

/** The issue that a strict object raises about itself; valibot tells the three reasons apart by `expected` alone. */
interface MappingIssue {
  readonly input: unknown;
  readonly expected: string | null;
  readonly path?: readonly [{ readonly input: unknown }, ...unknown[]] | undefined;
}

/** A mapping with these keys and no others. All unknown keys are named at once, each with the nearest one that exists. */
export function mapping<const Entries extends v.ObjectEntries>(what: string, entries: Entries) {
  return v.strictObject(entries, (issue) => mappingMessage(what, issue, Object.keys(entries)));
}

/** A mapping whose keys are free, within a form. */
export function mappingOf<const Value extends v.GenericSchema>(
  what: string,
  key: v.GenericSchema<string, string>,
  value: Value,
) {
  const record = v.record(key, value);
  const refusal = v.never((issue) => `${what} must be a mapping, not ${quoteValue(issue.input)}`);
  return byInput(record, (input) => (isMapping(input) ? record : refusal));
}

/** Whether a parsed value is a mapping, rather than a list, a text or nothing. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mappingMessage(what: string, issue: MappingIssue, keys: readonly string[]): string {
  const parent = issue.path === undefined ? issue.input : issue.path[0].input;
  const list = keys.join(', ');
  if (!isMapping(parent)) return `${what} must be a mapping with the keys ${list}, not ${quoteValue(parent)}`;
  if (issue.expected !== 'never') return `${what} needs the key ${issue.expected}`;
  const unknown = Object.keys(parent).filter((key) => !keys.includes(key));
  return `${what} has the keys ${list}, not ${unknown.map((key) => withNearest(key, keys)).join(' nor ')}`;
}

/**
 * The schema as it is described to editors, but checked by the schema that `pick` chooses for the input, so an error speaks
 * of what the author meant. `pick` chooses only schemas whose output the described one has too.
 */
export function byInput<Schema extends v.GenericSchema>(
  described: Schema,
  select: (input: unknown) => v.GenericSchema,
): Schema {
  const run: Schema['~run'] = (dataset, config) => select(dataset.value)['~run'](dataset, config);
  return { ...described, '~run': run };
}
