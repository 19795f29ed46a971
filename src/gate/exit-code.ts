import type { RunVerdict } from './totals.js';

/** The exit codes of the program. 3 and 4 come from errors, the others from the gate. */
export const exitCodes = {
  conforms: 0,
  violates: 1,
  inconclusive: 2,
  usage: 3,
  defect: 4,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodeOf = (verdict: RunVerdict): ExitCode => exitCodes[verdict];
