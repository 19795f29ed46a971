import * as v from 'valibot';
import { parse } from 'yaml';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Tests that fail for one reason. */
const failure = v.strictObject({
  tests: v.pipe(v.array(text), v.minLength(1)),
  because: v.pipe(text, v.minLength(10)),
});

/** One run of a suite, or of a part of it. */
const suiteRun = v.pipe(
  v.strictObject({
    what: text,
    command: text,
    passed: count,
    failed: count,
    skipped: count,
    failures: v.array(failure),
  }),
  v.check(
    ({ failed, failures }) => failures.reduce((sum, { tests }) => sum + tests.length, 0) === failed,
    'every test that fails has one reason',
  ),
);

const suite = v.strictObject({
  name: text,
  repository: text,
  commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'a commit has 40 hex digits')),
  version: text,
  runtime: text,
  /** What was changed in it, or around it. */
  changed: v.optional(text),
  runs: v.pipe(v.array(suiteRun), v.minLength(1)),
});

const program = v.strictObject({
  name: text,
  command: text,
  default: text,
  standard: text,
});

const byHand = v.strictObject({
  measured: v.pipe(v.string(), v.isoDate()),
  sample: v.strictObject({ about: text, code: text, output: text }),
  suites: v.array(suite),
  programs: v.array(program),
});

/** What was run by hand, from public sources that are not part of this project: `reports/published/real-clients.yaml`. */
export type ByHand = v.InferOutput<typeof byHand>;
export type VendorSuite = ByHand['suites'][number];

/** @throws v.ValiError where an entry is wrong */
export const readByHand = (yaml: string): ByHand => v.parse(byHand, parse(yaml));
