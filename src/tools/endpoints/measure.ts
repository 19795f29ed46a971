import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReportDocument } from '../../report/document/document.js';
import { readReport } from '../../report/document/read-report.js';
import { runSuiteProgram } from './programs/run-suite-program.js';
import type { RunningServer } from './programs/start-server.js';
import { servedObject } from './site.js';

/** One run of the suite against a server. */
export interface Measurement {
  readonly report: ReportDocument;
  /** What the run printed, for a look at what went wrong. */
  readonly printed: string;
  readonly exitCode: number | null;
  /** Of the whole process, in ms. */
  readonly durationMs: number;
}

/** The binary that users start. */
export const suiteBinary: string = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** The same draws each time, so that two runs can be compared. */
const seed = 1;

/** On loopback an answer that takes a second is a hang. */
const defaultTimeoutMs = 1_000;

/** No run takes longer, in ms; then it is interrupted, and removes what it wrote. */
const longestMs = 60_000;

/** `run` flags and environment by which a running server is asked. */
function questionOf(
  { server, origin }: RunningServer,
  args: readonly string[],
): {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  const { access, leftOut, timeoutMs = defaultTimeoutMs, concurrency } = server;
  const where =
    access.kind === 'files'
      ? ['--addressing', 'cname', '--auth', 'anonymous', '--object', access.key ?? servedObject.name]
      : access.flags;
  const flags = [
    ...['--endpoint', origin, ...where, '--timeout', String(timeoutMs)],
    ...(concurrency === undefined ? [] : ['--concurrency', String(concurrency)]),
    // A selection is a list of what is wanted, to which this would add all the rest.
    ...(leftOut === undefined || args.includes('--case') ? [] : ['--case', `!${leftOut.cases}`]),
  ];
  return { flags, env: access.kind === 'files' ? {} : access.env };
}

/**
 * Runs the suite against a server, by the binary.
 *
 * @param args further flags of `run`
 * @param otherEnv what of the environment is otherwise, for instance a wrong secret
 * @throws SuiteError `report-invalid`; Error where the run made no report
 */
export async function measure(
  running: RunningServer,
  args: readonly string[] = [],
  otherEnv: Readonly<Record<string, string>> = {},
): Promise<Measurement> {
  const out = await mkdtemp(join(tmpdir(), 'oss-range-measure-'));
  try {
    const { flags, env } = questionOf(running, args);
    const file = join(out, 'report.json');
    const result = await runSuiteProgram(
      [suiteBinary, 'run', ...flags, '--seed', String(seed), '--out', out, '--report', `json=${file}`, ...args],
      { env: { ...env, ...otherEnv }, cwd: out, longestMs },
    );
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) throw new Error(`the run against ${running.server.name} made no report: ${result.printed}`);
    readReport(file, text);
    return { ...result, report: JSON.parse(text) as ReportDocument };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
