/** Every code this program can fail with. Tests and callers match the code, never the message. */
export type ErrorCode =
  | 'usage'
  | 'unknown-id'
  | 'empty-selection'
  | 'spec-invalid'
  | 'spec-unreadable'
  | 'config-invalid'
  | 'credentials-missing'
  | 'client-missing'
  | 'client-invalid'
  | 'endpoint-unreachable'
  | 'endpoint-refused'
  | 'bucket-missing'
  | 'object-upload-failed'
  | 'object-unreadable'
  | 'recording-invalid'
  | 'report-invalid'
  | 'report-unwritable'
  | 'interrupted'
  | 'internal';

/**
 * The one error class of the suite: a stable code, a message, the cause, and a hint that names the next command or what
 * would be right.
 *
 * @example
 * ```ts
 * import { runConformance, SuiteError } from 'oss-range-conformance';
 *
 * const error = await runConformance({ cases: ['end-past-oef'] }).catch((reason: unknown) => reason);
 *
 * if (error instanceof SuiteError) console.log(error.code); // unknown-id
 * ```
 */
export class SuiteError extends Error {
  override readonly name = 'SuiteError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}
