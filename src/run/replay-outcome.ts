import { type ExitCode, exitCodes } from '../gate/exit-code.js';
import type { CheckReport } from '../report/document.js';

/** What became of a question that was asked again. */
export type ReplayOutcome = 'repeated' | 'differs' | 'fixed' | 'inconclusive';

/** `repeated`: the same comparisons fail, with the same values. `differs`: it violates otherwise, or did not before. */
export function replayOutcome(before: Failing, now: Pick<CheckReport, 'verdict' | keyof Failing>): ReplayOutcome {
  if (now.verdict === 'conforms') return 'fixed';
  if (now.verdict !== 'violates') return 'inconclusive';
  return violationOf(before) === violationOf(now) ? 'repeated' : 'differs';
}

/** 1 where anything violates, else 2 where anything could not be judged. */
export function replayExitCode(outcomes: readonly ReplayOutcome[]): ExitCode {
  if (outcomes.includes('repeated') || outcomes.includes('differs')) return exitCodes.violates;
  return outcomes.includes('inconclusive') ? exitCodes.inconclusive : exitCodes.conforms;
}

/**
 * Aspects whose values change though the violation stays: a date, an ETag, the number of ms in a message. That they fail is
 * what counts.
 */
const volatile: ReadonlySet<string> = new Set(['validators', 'framing']);

interface Failing {
  readonly response: { readonly body: string } | null;
  readonly aspects: readonly { readonly aspect: string; readonly verdict: string; readonly actual: string }[];
}

function violationOf({ aspects, response }: Failing): string {
  // Which other object foreign bytes belong to depends on what else lies in the bucket.
  const isForeign = response !== null && /^(?:unknown|other-object)/.test(response.body);
  const failed = aspects
    .filter(({ verdict }) => verdict === 'violates')
    .map(({ aspect, actual }) => {
      if (volatile.has(aspect)) return [aspect];
      return [aspect, aspect === 'body-bytes' && isForeign ? 'foreign bytes' : actual];
    });
  return JSON.stringify(failed.sort());
}
