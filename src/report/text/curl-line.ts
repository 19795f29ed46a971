import type { HeaderField } from '../../spec/model/vocabulary.js';
import { relevantFields } from '../document/entry.js';
import { shellQuote } from './shell-quote.js';

/** A request as it was sent, and how it proved who asks: `anonymous`, or the name of a signature scheme. */
export interface CurlRequest {
  readonly method: string;
  /** Absolute and already percent-encoded. */
  readonly url: string;
  readonly headers: readonly HeaderField[];
  readonly auth: string;
  /**
   * Complete length in bytes of an object that the run wrote itself and removes: the line puts one of that length back
   * first, without which it would be answered 404. Absent for an object that is not the suite's, which stays untouched.
   */
  readonly put?: number;
}

/**
 * A curl command that repeats one request when it is pasted into a POSIX shell. It prints the head of the answer and
 * counts the body; no file is written.
 *
 * Field values go out as they were sent, blanks included; curl leaves them and the URL alone with `--globoff` and
 * `--path-as-is` (read off a raw socket, curl 7.88).
 *
 * curl can make none of the OSS signatures, and those of the run expire and are never printed. So a signed request
 * gets an `Authorization` that stops in the shell, before anything is sent, with an explanation (`${name:?text}`): a 403 that
 * looks like an answer about ranges would mislead. Who can read the object without a signature deletes that argument;
 * the exact repetition of a signed request is the `oss-range` command that a report prints beside this line.
 */
export function curlLine({ method, url, headers, auth, put }: CurlRequest): string {
  const host = fieldArguments(foreignHost(url, headers));
  const address = shellQuote(withoutSignature(url));
  const anonymous = auth === 'anonymous';
  const request = [
    "curl -sS -D - -o /dev/null -w '%{size_download} bytes of body\\n' --globoff --path-as-is",
    ...methodArguments(method),
    ...host,
    ...fieldArguments(relevantFields(headers)),
    ...(anonymous ? [] : [signatureGuard(auth)]),
    address,
  ].join(' ');
  return anonymous && put !== undefined ? `${putLine(put, [...host, address].join(' '))} && ${request}` : request;
}

/** Numbers in a row: content that shows where a slice of it comes from. `head -c 0` is an error on some systems. */
function putLine(length: number, target: string): string {
  const put = "curl -fsS -o /dev/null --globoff --path-as-is -X PUT -H 'Content-Type: application/octet-stream'";
  if (length === 0) return `${put} --data-binary '' ${target}`;
  return `seq 99999999 | head -c ${length} | ${put} --data-binary @- ${target}`;
}

/** `-X HEAD` would let curl wait for a body that never comes. */
function methodArguments(method: string): readonly string[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? ['--head'] : ['-X', shellQuote(method)];
}

function fieldArguments(fields: readonly HeaderField[]): readonly string[] {
  return fields.map((field) => `-H ${shellQuote(fieldArgument(field), 'latin1')}`);
}

/** curl takes `Name:` with a blank value as the order to leave the field out, and `Name;` as the field without a value. */
function fieldArgument([name, value]: HeaderField): string {
  return /^[ \t]*$/.test(value) ? `${name};` : `${name}: ${value}`;
}

/** Query parameters of presigned URLs (OSS V1, OSS V4, AWS V4): secret or expired when the line is used. */
const signatureParameters = new Set([
  'expires',
  'ossaccesskeyid',
  'security-token',
  'signature',
  'x-amz-algorithm',
  'x-amz-content-sha256',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
  'x-oss-additional-headers',
  'x-oss-credential',
  'x-oss-date',
  'x-oss-expires',
  'x-oss-security-token',
  'x-oss-signature',
  'x-oss-signature-version',
]);

/** The URL without those parameters; the rest of the query stays byte for byte. */
function withoutSignature(url: string): string {
  const [path = '', ...rest] = url.split('?');
  const query = rest.join('?').split('&');
  const kept = query.filter((parameter) => !signatureParameters.has((parameter.split('=')[0] ?? '').toLowerCase()));
  return kept.join('&') === '' ? path : `${path}?${kept.join('&')}`;
}

/** The Host field, where it is not what curl would take from the URL. */
function foreignHost(url: string, headers: readonly HeaderField[]): readonly HeaderField[] {
  const host = URL.canParse(url) ? new URL(url).host : '';
  return headers.filter(([name, value]) => name.toLowerCase() === 'host' && value !== host);
}

/** Stops the shell with its reason while the variable is not set. */
function signatureGuard(auth: string): string {
  const reason = `curl cannot sign ${auth}. Repeat with the oss-range command, or omit this header if reading is public`;
  return `-H "Authorization: \${OSS_AUTHORIZATION:?${reason}}"`;
}
