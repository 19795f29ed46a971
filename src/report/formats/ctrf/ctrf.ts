import type { ReportDocument } from '../../document/document.js';
import { decidesGate, entryLabel, type ReportEntry } from '../../document/entry.js';
import { receivedLine, unjudgedReason, unjudgedText, violationSummary, violationText } from '../../text/describe.js';
import { escapedJson, type Printable, visible } from '../../text/outside-text.js';
import { storyOf } from '../../text/story.js';
import { accountingLine, groupBy } from '../../text/tally.js';

type CtrfStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

interface CtrfTest {
  readonly name: string;
  readonly status: CtrfStatus;
  /** The verdict. */
  readonly rawStatus: string;
  /** In ms. */
  readonly duration: number;
  readonly suite: readonly string[];
  readonly message?: string;
  readonly trace?: string;
  readonly stdout?: readonly string[];
  readonly filePath?: string;
  readonly line?: number;
  readonly tags?: readonly string[];
  readonly retries?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * The report in the Common Test Report Format, https://ctrf.io.
 *
 * | verdict | status |
 * |---|---|
 * | conforms | passed |
 * | violates, decides the gate | failed |
 * | violates below the gate, known, inconclusive | other |
 * | not-applicable | skipped |
 * | not-run | pending |
 *
 * A run that does not exit with 0 has one test more, `gate`, which failed, so that one that judged nothing is not green
 * for a reader who counts failures only.
 */
export function toCtrf(document: ReportDocument): Printable {
  const { tool, target, run, verdict, exitCode, totals } = document;
  const entries = [...document.checks, ...document.properties].map((entry) => ctrfTest(entry, document));
  const tests = exitCode === 0 ? entries : [...entries, gateTest(document)];
  const countOf = (status: CtrfStatus): number => tests.filter((test) => test.status === status).length;
  const start = Date.parse(run.startedAt);
  const duration = Math.round(run.durationMs);
  return escapedJson({
    reportFormat: 'CTRF',
    specVersion: '0.1.0',
    timestamp: new Date(start + duration).toISOString(),
    generatedBy: tool.name,
    results: {
      tool: { name: tool.name, version: tool.version },
      summary: {
        tests: tests.length,
        passed: countOf('passed'),
        failed: countOf('failed'),
        skipped: countOf('skipped'),
        pending: countOf('pending'),
        other: countOf('other'),
        suites: groupBy(tests, ({ suite }) => JSON.stringify(suite)).size,
        start,
        stop: start + duration,
        duration,
        extra: { verdict, exitCode, totals, gate: document.gate },
      },
      tests,
      environment: {
        appName: target.name,
        healthy: exitCode === 0,
        extra: { endpoint: target.endpoint, auth: target.auth, addressing: target.addressing, seed: run.seed },
      },
    },
  });
}

function ctrfTest(entry: ReportEntry, document: ReportDocument): CtrfTest {
  const { exchange, command } = storyOf(entry);
  const topic = 'id' in entry ? entry.topic : 'properties';
  return {
    name: entryLabel(entry),
    ...outcome(entry, document),
    duration: Math.round(entry.durationMs),
    suite: [document.target.name, topic, entry.behaviour],
    ...('id' in entry ? { filePath: entry.spec.file, line: entry.spec.line, retries: entry.retries } : {}),
    tags: [entry.level, entry.behaviour],
    parameters: {
      ...(exchange === null ? {} : { range: exchange.request.range, objectSize: exchange.request.objectSize }),
      ...('id' in entry ? {} : { draws: entry.runs, seed: entry.seed }),
    },
    extra: { level: entry.level, repeat: command, evidence: entry.evidence },
  };
}

type Outcome = Pick<CtrfTest, 'status' | 'rawStatus' | 'message' | 'trace' | 'stdout'>;

function outcome(entry: ReportEntry, { evidence, run }: ReportDocument): Outcome {
  const rawStatus = entry.verdict;
  switch (entry.verdict) {
    case 'violates': {
      const decides = decidesGate(entry, run.strict);
      const message = `${decides ? '' : 'violates below the gate: '}${violationSummary(entry)}`;
      return { status: decides ? 'failed' : 'other', rawStatus, message, trace: violationText(entry, evidence) };
    }
    case 'known': {
      const message = `a known deviation: ${violationSummary(entry)}`;
      return { status: 'other', rawStatus, message, trace: violationText(entry, evidence) };
    }
    case 'inconclusive':
      return { status: 'other', rawStatus, message: unjudgedReason(entry), trace: unjudgedText(entry) };
    case 'not-run':
      return { status: 'pending', rawStatus, message: unjudgedReason(entry) };
    case 'not-applicable':
      return { status: 'skipped', rawStatus, message: unjudgedReason(entry) };
    case 'conforms': {
      const { exchange, notes } = storyOf(entry);
      const recorded = entry.level === 'observed' && exchange !== null ? [`recorded: ${receivedLine(exchange)}`] : [];
      const stdout = [...recorded, ...notes].map(visible);
      return { status: 'passed', rawStatus, ...(stdout.length === 0 ? {} : { stdout }) };
    }
  }
}

function gateTest({ target, verdict, exitCode, gate, totals, notices }: ReportDocument): CtrfTest {
  return {
    name: 'gate',
    status: 'failed',
    rawStatus: verdict,
    duration: 0,
    suite: [target.name, 'gate'],
    message: `${verdict}, exit code ${exitCode}`,
    trace: [...gate, accountingLine(totals), ...notices].map(visible).join('\n'),
  };
}
