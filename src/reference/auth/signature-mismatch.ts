import { type OssError, refuse } from '../wire/oss-error.js';

/**
 * A signature that is not the expected one. The answer shows what was signed here, which is how clients find their
 * mistake. Source: document of the V1 signature.
 *
 * @param stringToSign - a byte string, one character a byte
 * @param ec - the finer code of the version of the signature, where it is known
 */
export function signatureMismatch(accessKeyId: string, provided: string, stringToSign: string, ec?: string): OssError {
  const bytes = Buffer.from(stringToSign, 'latin1');
  return refuse('SignatureDoesNotMatch', {
    ...(ec === undefined ? {} : { ec }),
    details: [
      ['OSSAccessKeyId', accessKeyId],
      ['SignatureProvided', provided],
      ['StringToSign', bytes.toString('utf8')],
      ['StringToSignBytes', (bytes.toString('hex').match(/../g) ?? []).join(' ')],
    ],
  });
}
