import { childrenOf, parseXml, type ReadElement } from './xml-element.js';

/**
 * What programs that read JUnit files make of one, by the rules in their sources. A report says something only where
 * these see it; the tests of the JUnit format read it back through each of them.
 */

/** One test as a reader shows it; null for what that reader does not look at or does not find. */
export interface SeenCase {
  /** The heading under which the reader shows the case. */
  readonly group: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  readonly message: string | null;
  readonly details: string | null;
  /** `file:line` that an annotation lands on. */
  readonly place: string | null;
  readonly output: string | null;
  readonly properties: Readonly<Record<string, string>> | null;
}

const notSeen = { message: null, details: null, place: null, output: null, properties: null } as const;

/**
 * dorny/test-reporter, `src/parsers/java-junit/java-junit-parser.ts`: suites of one level; crashes without a `name` of
 * a suite or a case; groups by `classname` unless that is the name of the suite; shows the first failure or error.
 *
 * @throws TypeError for a suite or a case without a name, as the reader does.
 */
export function readAsDorny(xml: string): readonly SeenCase[] {
  return childrenOf(parseXml(xml), 'testsuite').flatMap((suite) => {
    const suiteName = trimmedName(suite);
    return childrenOf(suite, 'testcase').map((testCase): SeenCase => {
      const problem = firstOf(testCase, 'failure') ?? firstOf(testCase, 'error');
      const { classname } = testCase.attributes;
      return {
        ...notSeen,
        group: classname === suite.attributes.name ? suiteName : `${suiteName} / ${classname}`,
        name: trimmedName(testCase),
        outcome: problem !== undefined ? 'failed' : skippedOf(testCase) ? 'skipped' : 'passed',
        message: problem?.attributes.message ?? null,
        details: problem?.text ?? null,
      };
    });
  });
}

function trimmedName({ name, attributes }: ReadElement): string {
  if (attributes.name === undefined) throw new TypeError(`${name} has no name to trim`);
  return attributes.name.trim();
}

/**
 * mikepenz/action-junit-report, `src/testParser.ts`: nested suites; skipped wins over failure; the message is an
 * attribute, else the first two lines of the text; `file` and `line` of the case, the failure or the suite, else the
 * last part of `classname` and any number that follows that word in the text.
 */
export function readAsMikepenz(xml: string): readonly SeenCase[] {
  return suitesOf(parseXml(xml)).flatMap((suite) =>
    childrenOf(suite, 'testcase').map((testCase): SeenCase => {
      const { attributes } = testCase;
      const problem = firstOf(testCase, 'failure') ?? firstOf(testCase, 'error');
      const skipped = skippedOf(testCase) || attributes.status === 'disabled' || attributes.status === 'ignored';
      const details = problem?.text.trim() ?? '';
      const firstLines = details.split('\n').slice(0, 2).join('\n');
      return {
        ...notSeen,
        group: attributes.classname ?? '',
        name: attributes.name ?? '',
        outcome: skipped ? 'skipped' : problem === undefined ? 'passed' : 'failed',
        message: (problem?.attributes.message || firstLines || attributes.name || '').trim(),
        details,
        place: mikepenzPlace([testCase, problem, suite], details),
      };
    }),
  );
}

function mikepenzPlace(candidates: readonly (ReadElement | undefined)[], details: string): string {
  const firstAttribute = (key: string) => candidates.map((element) => element?.attributes[key]).find(Boolean);
  const [testCase] = candidates;
  const className = testCase?.attributes.classname || testCase?.attributes.name || '';
  const file = firstAttribute('file') ?? className.split('.').at(-1) ?? '';
  const line = firstAttribute('line');
  if (line !== undefined) return `${file}:${line}`;
  const escaped = file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const matches = details.match(new RegExp(` [^ ]*${escaped}.*?:\\d+`, 'g'));
  return `${file}:${matches?.at(-1)?.split(':').at(-1) ?? 1}`;
}

/**
 * GitLab, `lib/gitlab/ci/parsers/test/junit.rb` and `reports/test_suite.rb`: nested suites; failure before error before
 * skipped; of the result element the text, and the attributes only where there is no text; of cases with the same
 * suite, class and name only the first counts (https://docs.gitlab.com/ci/testing/unit_test_reports/). It turns XML into
 * hashes by Rails' `Hash.from_xml`, which reads `type` as a data type and refuses two of them.
 *
 * @throws Error for a `type` that loses the whole report.
 */
export function readAsGitlab(xml: string): readonly SeenCase[] {
  const seen = new Map<string, SeenCase>();
  for (const suite of suitesOf(parseXml(xml))) {
    for (const testCase of childrenOf(suite, 'testcase')) {
      const { classname = '', name = '' } = testCase.attributes;
      const key = `${suite.attributes.name}_${classname}_${name}`;
      if (!seen.has(key)) seen.set(key, gitlabCase(testCase, classname, name));
    }
  }
  return [...seen.values()];
}

const gitlabOutcomes = [
  ['failure', 'failed'],
  ['error', 'error'],
  ['skipped', 'skipped'],
] as const;

function gitlabCase(testCase: ReadElement, group: string, name: string): SeenCase {
  const { file = null } = testCase.attributes;
  for (const [element, outcome] of gitlabOutcomes) {
    const result = firstOf(testCase, element);
    if (result === undefined) continue;
    const { type } = result.attributes;
    if (type === 'yaml' || type === 'symbol') throw new Error(`disallowed type attribute: "${type}"`);
    const details = result.text.trim() === '' ? JSON.stringify(result.attributes) : result.text;
    return { ...notSeen, group, name, outcome, details, place: file };
  }
  return { ...notSeen, group, name, outcome: 'passed', place: file };
}

/** Jenkins keeps this many characters from the start and from the end of a case's output. */
const jenkinsKept = { passed: 500, failed: 50_000 } as const;

/**
 * Jenkins junit-plugin, `SuiteResult.java` and `CaseResult.java`: nested suites; error before failure; the message of
 * `skipped` from its attribute, else its text; properties and output of a case, the output cut in the middle.
 */
export function readAsJenkins(xml: string): readonly SeenCase[] {
  return suitesOf(parseXml(xml)).flatMap((suite) =>
    childrenOf(suite, 'testcase').map((testCase): SeenCase => {
      const problem = firstOf(testCase, 'error') ?? firstOf(testCase, 'failure');
      const skipped = firstOf(testCase, 'skipped');
      const kept = problem === undefined ? jenkinsKept.passed : jenkinsKept.failed;
      const output = firstOf(testCase, 'system-out')?.text;
      return {
        ...notSeen,
        group: testCase.attributes.classname ?? suite.attributes.name ?? '',
        name: testCase.attributes.name ?? '(?)',
        outcome: skipped !== undefined ? 'skipped' : problem !== undefined ? 'failed' : 'passed',
        message: skipped?.attributes.message ?? skipped?.text ?? problem?.attributes.message ?? null,
        details: problem?.text ?? null,
        output: output === undefined ? null : cutInTheMiddle(output, kept),
        properties: propertiesOf(testCase),
      };
    }),
  );
}

function cutInTheMiddle(text: string, kept: number): string {
  const cut = text.length - 2 * kept;
  return cut <= 0 ? text : `${text.slice(0, kept)}\n...[truncated ${cut} chars]...\n${text.slice(-kept)}`;
}

function propertiesOf(testCase: ReadElement): Readonly<Record<string, string>> {
  const properties = childrenOf(testCase, 'properties').flatMap((element) => childrenOf(element, 'property'));
  return Object.fromEntries(
    properties.map(({ attributes, text }) => [attributes.name ?? '', attributes.value ?? text]),
  );
}

/** Every suite below an element, however deep, in document order. */
function suitesOf(element: ReadElement): readonly ReadElement[] {
  return childrenOf(element, 'testsuite').flatMap((suite) => [suite, ...suitesOf(suite)]);
}

function firstOf(element: ReadElement, name: string): ReadElement | undefined {
  return childrenOf(element, name)[0];
}

function skippedOf(testCase: ReadElement): boolean {
  return firstOf(testCase, 'skipped') !== undefined;
}
