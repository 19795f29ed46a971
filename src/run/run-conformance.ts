import type { ReportDocument } from '../report/document/document.js';
import type { RunEvent } from '../report/document/events.js';
import { checkSettings } from './check-settings.js';
import { prepareSuite } from './prepare-run.js';
import { runSuite } from './run-suite.js';
import type { SuiteSettings } from './suite-settings.js';

/** The settings of a run; see {@link runConformance}. */
export interface ConformanceSettings extends Omit<SuiteSettings, 'profile' | 'target'> {
  /** Path of a target profile, or `embedded` for the embedded endpoint. */
  readonly target?: 'embedded' | (string & {}) | undefined;
}

/** What a run takes besides its settings. */
export interface ConformanceOptions {
  /** Ends the run early. It removes what it wrote, and its report is inconclusive. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each event of the run. An error that it throws ends the run, and is thrown once the run has cleaned up. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  /** Takes each line that a client prints. Default: they are dropped. */
  readonly onClientOutput?: ((line: string) => void) | undefined;
  /** Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Runs the suite against one target and returns its report, as `oss-range run` does: same checks, same verdict, same exit
 * code. Nothing is printed, and no file is written.
 *
 * The target is the one that settings and the environment (`OSS_ENDPOINT`, `OSS_BUCKET`, `OSS_REGION`) describe. Where they
 * describe none, or with `target: 'embedded'`, it is the embedded endpoint. Keys come from `OSS_ACCESS_KEY_ID`,
 * `OSS_ACCESS_KEY_SECRET` and `OSS_SESSION_TOKEN`. A target that cannot be used gives a report, too: its verdict is
 * inconclusive, and `gate` says why.
 *
 * @param settings all optional; times are in ms, sizes in bytes
 * @param options a signal, and a listener
 * @returns the report, the same as `--report json` writes; `verdict` and `exitCode` decide
 * @throws {@link SuiteError} before anything is sent: `usage` for a setting that does not exist or has a wrong value,
 *   `unknown-id` or `empty-selection` for cases, `config-invalid` or `credentials-missing` for the target, `spec-invalid` or
 *   `spec-unreadable` for row files, `client-missing` or `client-invalid` for clients; and `object-unreadable` for an existing
 *   object that cannot be read
 *
 * @example The embedded endpoint
 * ```ts
 * import { runConformance } from 'oss-range-conformance';
 *
 * const report = await runConformance({ target: 'embedded', cases: ['end-past-eof'], seed: 1 });
 *
 * console.log(report.verdict, report.exitCode); // conforms 0
 * console.log(report.totals.violates); // 0
 * ```
 *
 * @example A store of your own, with progress
 * ```ts
 * import { runConformance, startEmbeddedEndpoint } from 'oss-range-conformance';
 *
 * const store = await startEmbeddedEndpoint({ fault: 'clamps-under-default' });
 * const { url: endpoint, bucket, region } = store;
 * const failures: string[] = [];
 * const { gate, exitCode } = await runConformance(
 *   { endpoint, bucket, region, cases: ['end-past-eof/from-the-middle'] },
 *   {
 *     onEvent: (event) => {
 *       if (event.kind === 'check-finished' && event.check.verdict === 'violates') failures.push(event.check.received);
 *     },
 *   },
 * );
 * await store.close();
 *
 * console.log(exitCode); // 1
 * console.log(failures[0]); // 206, bytes 500-999 (500 bytes), Content-Range: bytes 500-999/1000
 * console.log(gate.length); // 1
 * ```
 */
export async function runConformance(
  settings: ConformanceSettings = {},
  { signal, onEvent = () => {}, onClientOutput, env = process.env }: ConformanceOptions = {},
): Promise<ReportDocument> {
  const suite = await prepareSuite(checkSettings(settings), { env, print: onClientOutput });
  const listener = guarded(onEvent, signal);
  try {
    const document = await runSuite({ ...suite, signal: listener.signal, emit: listener.tell });
    listener.rethrow();
    return document;
  } finally {
    await suite.close();
  }
}

/** A listener whose error ends the run in order, so that what was written is removed. */
function guarded(onEvent: (event: RunEvent) => void, signal: AbortSignal | undefined) {
  const failed = new AbortController();
  const failures: unknown[] = [];
  return {
    signal: signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]),
    tell(event: RunEvent): void {
      if (failures.length > 0) return;
      try {
        onEvent(event);
      } catch (error) {
        failures.push(error);
        failed.abort();
      }
    },
    rethrow(): void {
      if (failures.length > 0) throw failures[0];
    },
  };
}
