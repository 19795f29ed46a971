import type { Builder, TestCase } from 'junit-report-builder';
import { loadPackage } from '../../../load-package.js';
import { type Printable, safeXml, xmlText } from '../../text/outside-text.js';
import type { JunitCase, JunitResult } from './junit-case.js';

/** Cases that share a class name. */
interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

export interface JunitDocument {
  readonly name: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly suites: readonly JunitSuite[];
}

/** `build` is where the writer makes an XML element; what it has no method for is added to the element there. */
type XmlElement = ReturnType<TestCase['build']>;

/**
 * Writes JUnit XML with junit-report-builder, around what version 5.1.2 gets wrong (measured): it drops or damages
 * characters that XML forbids, leaves `]]>` unescaped from the second on (so text is written as text, not as CDATA),
 * prints small times as `1e-7`, and knows neither `line`, nor a message of `skipped`, nor sums of times.
 */
export function writeJunit({ name, timestamp, suites }: JunitDocument): Printable {
  const builder = emptyBuilder();
  builder.name(xmlText(name));
  const total = sumOfTimes(suites.flatMap((suite) => suite.cases));
  for (const suite of suites) addSuite(builder, suite, timestamp, total);
  return safeXml(`${builder.build()}\n`);
}

/** Loaded when a report is written and not before: every other command would pay for it. */
function emptyBuilder(): Builder {
  return loadPackage('junit-report-builder').newBuilder();
}

function addSuite(builder: Builder, { name, cases }: JunitSuite, timestamp: string, totalTime: string): void {
  const suite = builder.testSuite().name(xmlText(name)).timestamp(xmlText(timestamp));
  const build = suite.build.bind(suite);
  suite.build = (parent) => {
    parent?.att('time', totalTime);
    return build(parent).att('time', sumOfTimes(cases));
  };
  for (const content of cases) addCase(suite.testCase(), content);
}

function addCase(
  testCase: TestCase,
  { className, name, place, durationMs, properties, result, output }: JunitCase,
): void {
  testCase.className(xmlText(className)).name(xmlText(name));
  for (const [key, value] of properties) testCase.property(xmlText(key), xmlText(value));
  if (place !== null) testCase.file(xmlText(place.file));
  if (result !== null) countResult(testCase, result);
  const build = testCase.build.bind(testCase);
  testCase.build = (parent) => {
    const element = build(parent);
    if (place !== null) element.att('line', place.line);
    element.att('time', plainSeconds(microseconds(durationMs)));
    if (result !== null) addResult(element, result);
    if (output !== null) element.ele('system-out', {}, xmlText(output));
    return element;
  };
}

/** The suites ask each case what it counts as. */
function countResult(testCase: TestCase, { element }: JunitResult): void {
  testCase.getFailureCount = () => Number(element === 'failure');
  testCase.getErrorCount = () => Number(element === 'error');
  testCase.getSkippedCount = () => (element === 'skipped' ? 1 : 0);
}

function addResult(parent: XmlElement, { element, type, message, text }: JunitResult): void {
  const attributes = type === null ? { message: xmlText(message) } : { type: xmlText(type), message: xmlText(message) };
  parent.ele(element, attributes, xmlText(text));
}

function sumOfTimes(cases: readonly JunitCase[]): string {
  return plainSeconds(cases.reduce((sum, { durationMs }) => sum + microseconds(durationMs), 0));
}

/** Milliseconds as whole microseconds, so that sums are exact. */
export function microseconds(ms: number): number {
  return Math.round(ms * 1000);
}

/** Whole microseconds as seconds in plain decimals, as readers of JUnit expect it: `0.0012`, never `1.2e-3`. */
export function plainSeconds(us: number): string {
  return (us / 1e6).toFixed(6);
}
