import type { ErrorDocument } from '../judge/error-document.js';

/**
 * Numbers of the vendor's errors for a signature of the first version, whatever their code: `0002-00000080` where the bucket
 * or the account is too new for it, `0002-00000034` where only V4 in the header is taken
 * (https://help.aliyun.com/en/oss/user-guide/0002-00000080 and its sibling).
 */
const numbers: ReadonlySet<string> = new Set(['0002-00000080', '0002-00000034']);

/** A code that names the version: `SignatureVersionNotSupported`, `V1SignatureForbidden`. */
const codeOfVersion = /V1(?![0-9])|Signature_?Version/i;

const namesVersion = /\bV1\b[^.]*\bsignature|\bsignature\b[^.]*\bV(?:ersion )?1\b/i;

/**
 * Whether a refusal says that signatures of the first version are not taken any more, rather than that this one is wrong.
 *
 * @param fieldNumber value of `x-oss-ec`; null where the answer has none
 */
export function refusesV1(document: ErrorDocument | null, fieldNumber: string | null = null): boolean {
  if (numbers.has(document?.ec ?? '') || numbers.has(fieldNumber ?? '')) return true;
  if (document === null || document.code === 'SignatureDoesNotMatch') return false;
  return codeOfVersion.test(document.code) || namesVersion.test(document.message ?? '');
}
