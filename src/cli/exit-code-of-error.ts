import { CommanderError } from 'commander';
import { type ExitCode, exitCodes } from '../gate/exit-code.js';
import { type ErrorCode, SuiteError } from '../suite-error.js';

const byCode: Readonly<Record<ErrorCode, ExitCode>> = {
  usage: exitCodes.usage,
  'unknown-id': exitCodes.usage,
  'empty-selection': exitCodes.usage,
  'spec-invalid': exitCodes.usage,
  'spec-unreadable': exitCodes.usage,
  'config-invalid': exitCodes.usage,
  'credentials-missing': exitCodes.usage,
  'client-missing': exitCodes.usage,
  'client-invalid': exitCodes.usage,
  'endpoint-unreachable': exitCodes.inconclusive,
  'endpoint-refused': exitCodes.inconclusive,
  'bucket-missing': exitCodes.inconclusive,
  'object-upload-failed': exitCodes.inconclusive,
  'object-unreadable': exitCodes.inconclusive,
  interrupted: exitCodes.inconclusive,
  'recording-invalid': exitCodes.usage,
  'report-invalid': exitCodes.usage,
  'report-unwritable': exitCodes.usage,
  internal: exitCodes.defect,
};

/** How the program ends after an error. Help and version are not errors; an unexpected error is a defect. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  return error instanceof SuiteError ? byCode[error.code] : exitCodes.defect;
}
