import { decodeRecording } from '../../exchange/recording/decode.js';
import { readRecordingFile } from '../../exchange/recording/read-recording-file.js';
import { textLines } from '../../exchange/recording/text-lines.js';
import type { ReportDocument } from '../../report/document/document.js';
import type { RejudgeOptions } from './rejudge.js';
import { createRejudgement } from './rejudge.js';

/** How a recording is judged again. The options of `oss-range judge` have the same names. */
export interface RejudgeSettings {
  /** Use the claims of the current table, not the recorded ones; `specs` implies it. Default: false. */
  readonly current?: boolean | undefined;
  /** Paths of additional row files. */
  readonly specs?: readonly string[] | undefined;
  /** Whether violations of level `expected` fail, too. Default: as in the recorded run. */
  readonly strict?: boolean | undefined;
  /** Path of the list of known deviations. */
  readonly deviations?: string | undefined;
  /** Path of the JSON report, for commands that name it. */
  readonly reportFile?: string | undefined;
}

/**
 * Judges the recording of a run again, as `oss-range judge` does. Nothing is sent. Without settings it comes to the verdicts
 * of the run. A truncated recording is judged as far as it goes, and never conforms.
 *
 * @param file path of a recording that `oss-range run --record FILE` wrote
 * @param settings all optional
 * @returns the report; `verdict` and `exitCode` decide
 * @throws {@link SuiteError} `recording-invalid` with file and line; `spec-invalid` or `spec-unreadable` for row files;
 *   `config-invalid` for a list of known deviations
 *
 * @example
 * ```ts
 * import { rejudge } from 'oss-range-conformance';
 *
 * const report = await rejudge('run.jsonl', { current: true, strict: true });
 *
 * console.log(report.verdict); // conforms
 * ```
 */
export async function rejudge(file: string, settings: RejudgeSettings = {}): Promise<ReportDocument> {
  const { strict = false, reportFile } = settings;
  const [claims, known] = await Promise.all([claimsOf(settings), knownOf(settings)]);
  const rejudgement = createRejudgement({ ...{ strict, known, reportFile }, ...(claims && { claims }) });
  const recording = await decodeRecording(file, textLines(readRecordingFile(file)), rejudgement.take);
  return rejudgement.finish(recording);
}

async function claimsOf({ current, specs }: RejudgeSettings): Promise<RejudgeOptions['claims']> {
  if (!current && specs === undefined) return undefined;
  const [{ readTable }, { claimsOfTable }] = await Promise.all([
    import('../../spec/read/read-table.js'),
    import('./claims.js'),
  ]);
  return claimsOfTable(await readTable({ extraFiles: specs ?? [] }));
}

async function knownOf({ deviations, specs = [] }: RejudgeSettings): Promise<RejudgeOptions['known']> {
  if (deviations === undefined) return undefined;
  const [{ readTable }, { openKnownDeviations }] = await Promise.all([
    import('../../spec/read/read-table.js'),
    import('../../gate/deviations/known-deviations.js'),
  ]);
  return openKnownDeviations(deviations, await readTable({ extraFiles: specs }));
}
