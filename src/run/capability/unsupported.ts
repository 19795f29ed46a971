import type { RecordedResponse } from '../../exchange/exchange.js';
import { readErrorDocument } from '../../judge/error-document.js';

/** Codes for an operation or a request feature that a target does not have. */
const unsupportedCodes: readonly string[] = ['NotImplemented', 'MethodNotAllowed', 'UnsupportedOperation'];

/**
 * Whether a refusal says that the target does not have what was requested: 501 or 405 with any code, or one of some statuses
 * with a code for that.
 *
 * @param statuses statuses with which a code counts
 * @param codes further codes that mean it where the caller asks
 */
export function isUnsupported(
  { status, body }: RecordedResponse,
  statuses: readonly number[],
  codes: readonly string[],
): boolean {
  if (status === 501 || status === 405) return true;
  if (!statuses.includes(status)) return false;
  const code = readErrorDocument(body.prefix)?.code ?? '';
  return unsupportedCodes.includes(code) || codes.includes(code);
}

/** Whether a refusal means an unsupported operation. A store that does not know a parameter calls it an invalid argument. */
export const isUnknownOperation = (response: RecordedResponse): boolean =>
  isUnsupported(response, [400], ['InvalidArgument']);
