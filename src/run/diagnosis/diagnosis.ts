import type { ErrorCode } from '../../suite-error.js';

/** What stands in the way, and what to do about it, in a sentence each. */
export interface Diagnosis {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

export const rejected = (message: string, hint: string): Diagnosis => ({ code: 'endpoint-refused', message, hint });
