import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportDocument } from '../../report/document/document.js';
import { decidesGate } from '../../report/document/entry.js';
import { accountingLine } from '../../report/text/tally.js';
import { parseXml, type ReadElement } from '../readers/xml-element.js';
import { type CliOptions, type CliProcess, type CliResult, startCli } from './run-cli.js';

/** A run of the suite by the binary, with the reports that it wrote. */
export interface ConformanceRun extends CliResult {
  readonly report: ReportDocument;
  /** As written, for a search through everything that a run leaves behind. */
  readonly reportText: string;
  readonly junitText: string;
}

/** `run` flags that name a store of the tests. */
export const flagsFor = (origin: string): string[] => [
  ...['--endpoint', origin],
  ...['--bucket', 'conformance'],
  ...['--region', 'cn-hangzhou'],
];

/** The topics that ask for nothing but ranges: a store of the tests has neither conditions nor signatures. */
const rangeTopics = [
  ...['duplicate-range-lines', 'end-past-eof', 'head', 'inverted', 'large-numbers', 'list', 'malformed', 'negative'],
  ...['open', 'oversize-numbers', 'satisfiable-closed', 'start-past-eof', 'suffix', 'suffix-longer', 'suffix-zero'],
  ...['tolerated-spellings', 'property'],
];

/** Default flags of a run without a selection. */
export const selectionOf = (args: readonly string[]): string[] =>
  args.includes('--case') ? [] : rangeTopics.flatMap((topic) => ['--case', topic]);

/**
 * Runs the suite against a store and reads its reports.
 *
 * @param args further flags of `run`; without a selection among them everything that asks for nothing but ranges is run
 * @param during receives the process while it runs
 * @throws Error where terminal, JSON and JUnit report do not agree, or the accounting of one of them is lost
 */
export async function runAgainst(
  origin: string,
  args: readonly string[] = [],
  { during = () => {}, ...options }: CliOptions & { readonly during?: (process: CliProcess) => void } = {},
): Promise<ConformanceRun> {
  const out = await mkdtemp(join(tmpdir(), 'oss-range-run-'));
  try {
    const process = startCli(['run', ...flagsFor(origin), '--out', out, ...selectionOf(args), ...args], options);
    during(process);
    const result = await process.done;
    const [reportText, junitText] = await Promise.all(
      ['report.json', 'junit.xml'].map((name) => readFile(join(out, name), 'utf8')),
    );
    const run = { ...result, report: JSON.parse(reportText!), reportText: reportText!, junitText: junitText! };
    const problems = disagreements(run);
    if (problems.length > 0) throw new Error(`${problems.join('\n')}\n${result.stdout}\n${result.stderr}`);
    return run;
  } finally {
    await rm(out, { recursive: true });
  }
}

const exitCodesOf = { conforms: [0], violates: [1], inconclusive: [2, 4] };

/** Where what a run says in one place is not what it says in another. */
export function disagreements({
  report,
  junitText,
  stdout,
  exitCode,
}: Pick<ConformanceRun, 'report' | 'junitText' | 'stdout' | 'exitCode'>): string[] {
  const entries = [...report.checks, ...report.properties];
  const counted = (verdict: string): number => entries.filter((entry) => entry.verdict === verdict).length;
  const { planned, ...parts } = report.totals;
  const deciding = entries.filter((entry) => decidesGate(entry, report.run.strict)).length;
  const unjudged = counted('inconclusive') + counted('not-run');
  const lines = stdout.split('\n');
  const verdictAt = lines.findLastIndex((line) => line.startsWith('verdict '));
  const claims: [claim: string, said: unknown, true_: unknown][] = [
    ['sum of the totals', Object.values(parts).reduce((sum, part) => sum + part, 0), planned],
    ['conforms', parts.conforms, counted('conforms')],
    ['violates', parts.violates, counted('violates')],
    ['known', parts.known, counted('known')],
    ['inconclusive', parts.inconclusive, counted('inconclusive')],
    ['not applicable', parts.notApplicable, counted('not-applicable')],
    ['not run', parts.notRun, counted('not-run') + planned - entries.length],
    ['exit code of the report', report.exitCode, exitCode],
    ['exit code for the verdict', exitCodesOf[report.verdict].includes(report.exitCode), true],
    ['verdict on the terminal', lines[verdictAt], `verdict ${report.verdict}, exit code ${report.exitCode}`],
    ['accounting on the terminal', lines[verdictAt - 1], accountingLine(report.totals)],
    ...junitClaims(parseXml(junitText), { entries: entries.length, deciding, unjudged, exitCode: report.exitCode }),
  ];
  return claims
    .filter(([, said, actual]) => said !== actual)
    .map(([claim, said, actual]) => `${claim}: says ${said}, is ${actual}`);
}

interface Expected {
  readonly entries: number;
  readonly deciding: number;
  readonly unjudged: number;
  readonly exitCode: number;
}

function junitClaims({ attributes }: ReadElement, { entries, deciding, unjudged, exitCode }: Expected) {
  const red = exitCode === 0 ? 0 : 1;
  return [
    ['JUnit tests', attributes.tests, `${entries + red}`],
    ['JUnit failures', attributes.failures, `${deciding + (exitCode === 1 ? 1 : 0)}`],
    ['JUnit errors', attributes.errors, `${unjudged + (exitCode > 1 ? 1 : 0)}`],
  ] satisfies [string, unknown, unknown][];
}
