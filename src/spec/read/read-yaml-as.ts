import * as v from 'valibot';
import type { Problem } from '../model/problem.js';
import { type Position, readYaml, type YamlPath } from './located-yaml.js';

/** A text and the name under which problems speak of it. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** What a file says, or everything that is wrong with it. */
export type Reading<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'rejected'; readonly problems: readonly Problem[] };

/** A value of a file, and the lines where its parts begin (1-based). */
export interface Located<T> {
  readonly input: T;
  readonly positionOf: (path: YamlPath) => Position;
}

/** Parses a YAML text and holds it against a schema. */
export function readYamlAs<const Schema extends v.GenericSchema>(
  schema: Schema,
  { file, text }: SourceText,
): Reading<Located<v.InferOutput<Schema>>> {
  const yaml = readYaml(text);
  if (yaml.faults.length > 0) {
    return { kind: 'rejected', problems: yaml.faults.map(({ position, message }) => ({ file, ...position, message })) };
  }
  const result = v.safeParse(schema, yaml.value);
  if (result.success) return { kind: 'read', value: { input: result.output, positionOf: yaml.valueAt } };
  const problems = result.issues.map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
    const position = issue.path?.at(-1)?.origin === 'key' ? yaml.keyAt(path) : yaml.valueAt(path);
    return { file, ...position, message: issue.message };
  });
  return { kind: 'rejected', problems };
}
