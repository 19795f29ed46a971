import type { Unanswered } from '../../exchange/recording/recording.js';
import { SuiteError } from '../../suite-error.js';

/** Why nothing more is sent: the user stopped the run, or the target became unusable. */
export const interruption = ({ reason }: AbortSignal): Unanswered => ({
  kind: 'not-run',
  reason: reason instanceof SuiteError ? reason.message : 'the run was interrupted',
});

/** What an abort cuts off is not run. Any other error is a defect of this program, never a verdict on the target. */
export function unfinished(error: unknown, signal: AbortSignal): Unanswered {
  if (signal.aborted) return interruption(signal);
  return {
    kind: 'inconclusive',
    cause: { kind: 'harness', message: error instanceof Error ? error.message : String(error) },
  };
}
