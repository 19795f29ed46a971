import { type ExitCode, exitCodes } from '../../gate/exit-code.js';
import type { VerdictName } from '../../gate/totals.js';
import type { CheckReport } from '../../report/document/document.js';

/** The result of a repeated check. */
export type ReplayOutcome = 'repeated' | 'differs' | 'fixed' | 'conforms' | 'violates' | 'inconclusive';

/**
 * Of a violation: `repeated` if the same comparisons fail with the same values, `differs` if it violates in another way,
 * `fixed` if it conforms. What did not violate in the report now `conforms` or `violates`: nothing was fixed, and there is
 * nothing to differ from.
 */
export function replayOutcome(before: Before, now: Pick<CheckReport, 'verdict' | keyof Failing>): ReplayOutcome {
  const violated = before.verdict === 'violates' || before.verdict === 'known';
  if (now.verdict === 'conforms') return violated ? 'fixed' : 'conforms';
  if (now.verdict !== 'violates') return 'inconclusive';
  if (!violated) return 'violates';
  return violationOf(before) === violationOf(now) ? 'repeated' : 'differs';
}

const violating: ReadonlySet<ReplayOutcome> = new Set(['repeated', 'differs', 'violates']);

/** 1 where anything violates, else 2 where anything could not be judged. */
export function replayExitCode(outcomes: readonly ReplayOutcome[]): ExitCode {
  if (outcomes.some((outcome) => violating.has(outcome))) return exitCodes.violates;
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

/** What a report says of a question: its verdict, and what failed. */
interface Before extends Failing {
  readonly verdict: VerdictName;
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
