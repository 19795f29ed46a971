import { errorLine } from '../../error-line.js';
import { SuiteError } from '../../suite-error.js';

/** vitest prints the message of an error and nothing of its hint. */
export function withHint(error: unknown): unknown {
  if (!(error instanceof SuiteError) || error.hint === undefined) return error;
  return new SuiteError(error.code, errorLine(error), { cause: error.cause });
}
