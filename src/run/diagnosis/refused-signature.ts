import type { ErrorDocument } from '../../judge/error-document.js';

/** The number of the vendor's error where only V4 in the header is taken (https://help.aliyun.com/en/oss/user-guide/0002-00000034). */
export const onlyV4InHeader = '0002-00000034';

/**
 * Error numbers for a V1 signature, with any code: the first where the bucket or the account is too new for it
 * (https://help.aliyun.com/en/oss/user-guide/0002-00000080).
 */
const numbers: ReadonlySet<string> = new Set(['0002-00000080', onlyV4InHeader]);

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
