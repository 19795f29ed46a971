import { account } from './account.js';
import { evaluate, type GateEntry, type GateResult } from './evaluate.js';
import { exitCodeOf } from './exit-code.js';

/**
 * The gate of a run that was stopped because the target was of no use any more. Verdicts and accounting are those of any
 * run; what is left unjudged has one reason, which is told once.
 *
 * @param why in one line, ending with the command that helps
 * @param listLines what is not right any more about a list of known deviations
 */
export function evaluateStopped(
  planned: number,
  entries: readonly GateEntry[],
  strict: boolean,
  { why, listLines = [] }: { readonly why: string; readonly listLines?: readonly string[] },
): GateResult {
  const { verdict, exitCode, totals } = evaluate(planned, entries, strict, listLines);
  const judged = entries.filter((entry) => isJudged(entry) || entry.defect === true);
  const lines = judged.length === 0 ? listLines : evaluate(judged.length, judged, strict, listLines).lines;
  return { verdict, exitCode, totals, lines: [`the run was stopped: ${why}`, ...lines] };
}

const isJudged = ({ verdict }: GateEntry): boolean =>
  verdict === 'conforms' || verdict === 'violates' || verdict === 'known';

/**
 * The gate of a run that could not put a single question, because the target cannot be used: everything planned is not
 * run, and the one line says why.
 */
export function obstructed(planned: number, obstacle: string): GateResult {
  return {
    verdict: 'inconclusive',
    exitCode: exitCodeOf('inconclusive'),
    totals: account(planned, []),
    lines: [obstacle],
  };
}
