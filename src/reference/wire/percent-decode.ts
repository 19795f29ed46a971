import type { QueryParameter } from '../../driver/auth/signable-request.js';
import { refuse } from './oss-error.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/**
 * What is said of bytes that are not UTF-8, and the element that repeats them as they were sent. Code and message for a key:
 * `testObjectKeyWithNonUTF8Name` in `OssClientObjectTest.php` of the vendor's SDK for PHP V1.
 */
const refusals = {
  InvalidArgument: ['ArgumentValue', 'The characters encoding must be utf-8.'],
  InvalidBucketName: ['BucketName', undefined],
} as const;

const escapeSequence = /%([0-9A-Fa-f]{2})?/g;

/**
 * Percent-decodes a part of a request target. `+` stands for itself, in a path as in a query: OSS clients send a blank
 * as `%20` (document of the V4 signature).
 *
 * @param notUtf8 - what to refuse with where the bytes are not UTF-8
 * @throws OssError `InvalidURI` where an escape is no byte, else `notUtf8`
 */
export function percentDecode(text: string, notUtf8: keyof typeof refusals): string {
  const bytes = text.replace(escapeSequence, (_, hex: string | undefined) => {
    if (hex === undefined) throw refuse('InvalidURI', { details: [['URI', text]] });
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    const [element, message] = refusals[notUtf8];
    throw refuse(notUtf8, { details: [[element, text]], ...(message === undefined ? {} : { message }) });
  }
}

/**
 * The parameters of a query, without its `?`, in order. `a` is `['a', null]`, `a=` is `['a', '']`.
 *
 * @throws OssError `InvalidURI` or `InvalidArgument`, as {@link percentDecode}
 */
export function parseQuery(query: string): QueryParameter[] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [decode(part), null] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });
}

function decode(text: string): string {
  return percentDecode(text, 'InvalidArgument');
}
