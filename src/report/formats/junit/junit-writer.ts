import type { Builder, TestCase } from 'junit-report-builder';
import { loadPackage } from '../../../load-package.js';
import { escapeCharacter } from '../../text/visible.js';
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
export function writeJunit({ name, timestamp, suites }: JunitDocument): string {
  const builder = emptyBuilder();
  builder.name(xmlSafe(name));
  const total = sumOfTimes(suites.flatMap((suite) => suite.cases));
  for (const suite of suites) addSuite(builder, suite, timestamp, total);
  return `${builder.build()}\n`;
}

/** Loaded when a report is written and not before: every other command would pay for it. */
function emptyBuilder(): Builder {
  return loadPackage('junit-report-builder').newBuilder();
}

function addSuite(builder: Builder, { name, cases }: JunitSuite, timestamp: string, totalTime: string): void {
  const suite = builder.testSuite().name(xmlSafe(name)).timestamp(xmlSafe(timestamp));
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
  testCase.className(xmlSafe(className)).name(xmlSafe(name));
  for (const [key, value] of properties) testCase.property(xmlSafe(key), xmlSafe(value));
  if (place !== null) testCase.file(xmlSafe(place.file));
  if (result !== null) countResult(testCase, result);
  const build = testCase.build.bind(testCase);
  testCase.build = (parent) => {
    const element = build(parent);
    if (place !== null) element.att('line', place.line);
    element.att('time', plainSeconds(microseconds(durationMs)));
    if (result !== null) addResult(element, result);
    if (output !== null) element.ele('system-out', {}, xmlSafe(output));
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
  const attributes = type === null ? { message: xmlSafe(message) } : { type: xmlSafe(type), message: xmlSafe(message) };
  parent.ele(element, attributes, xmlSafe(text));
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

/**
 * Control characters but tab, LF and CR, lone surrogates, U+FFFE and U+FFFF. XML 1.0 section 2.2 forbids all of them
 * but U+007F-U+009F, which it only discourages and which drive terminals.
 */
const unfit = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/**
 * Makes a string fit for XML 1.0 without losing anything: what XML cannot carry becomes visible as `\x00` or `\ud800`.
 * The writer below would delete such characters, and before a lone low surrogate the character in front of it too
 * (measured with junit-report-builder 5.1.2).
 */
export function xmlSafe(text: string): string {
  return text.replace(unfit, escapeCharacter);
}
