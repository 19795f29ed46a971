import { account } from './account.js';
import type { GateResult } from './evaluate.js';
import { exitCodeOf } from './exit-code.js';

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
