import type { HeaderField } from '../../spec/model/vocabulary.js';
import { SuiteError } from '../../suite-error.js';
import { tool } from '../../tool.js';

/** A request as it is to go on the wire. */
export interface WireRequest {
  /** Any token but CONNECT. */
  readonly method: string;
  /** Origin-form (RFC 9112 section 3.2.1), already escaped; sent as it is. */
  readonly path: string;
  /** Value of the Host field. */
  readonly host: string;
  /** Absolute, as a client would write it; for the record only. */
  readonly url: string;
  /**
   * In wire order, one character a byte. Without Connection and Content-Length, which the driver writes, and without Host
   * until `prepareRequest` has put it first.
   */
  readonly headers: readonly HeaderField[];
  /** The bytes, or a function that yields them anew for every attempt. */
  readonly body?: Uint8Array | (() => Iterable<Uint8Array>);
  /** In bytes. Needed where `body` is a function. */
  readonly bodyLength?: number;
}

/** RFC 9110 section 5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What undici 7 refuses in a field value: control bytes but for tab, and characters that are no byte. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control bytes are what it looks for.
const forbiddenInValue = /[\u0000-\u0008\u000a-\u001f\u007f\u0100-\uffff]/;

/** What undici 7 refuses in a path: blank, control bytes, characters that are no byte. */
const forbiddenInPath = /[^\u0021-\u00ff]/;

/** Fields that undici writes itself, refuses, or changes without a word. */
const ownFields = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'expect',
]);

/**
 * Checks a request and completes it. Asks for `Accept-Encoding: identity` unless the caller asks for another: libraries
 * that add gzip lose Content-Length and ETag (the vendor's FAQ for Android), and this driver never decodes.
 *
 * @returns the request with Host and the driver's own fields among its headers, and the length of its body
 * @throws SuiteError `usage` where no such request can be put on the wire by an HTTP client library: a control byte in a
 *   field value or a path, a name that is no token, a second Host, a field that frames the message. It names the field
 *   and the byte.
 */
export function prepareRequest(request: WireRequest): WireRequest {
  const { method, path, host, headers } = request;
  if (!token.test(method) || method === 'CONNECT') refuse(`method ${JSON.stringify(method)} cannot be sent`);
  checkPath(path);
  checkValue('Host', host);
  for (const [name, value] of headers) checkField(name, value);
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const complete: HeaderField[] = [['host', host], ...headers];
  if (!names.has('accept-encoding')) complete.push(['Accept-Encoding', 'identity']);
  if (!names.has('user-agent')) complete.push(['User-Agent', userAgent]);
  return { ...request, headers: complete, bodyLength: lengthOf(request) };
}

function checkPath(path: string): void {
  if (!path.startsWith('/')) refuse(`path ${JSON.stringify(path)} does not start with a slash`);
  const at = path.search(forbiddenInPath);
  if (at >= 0) refuse(`the path holds ${byteName(path, at)}`, 'percent-encode it');
}

function checkField(name: string, value: string): void {
  if (!token.test(name)) refuse(`${JSON.stringify(name)} is not a header name`);
  if (ownFields.has(name.toLowerCase())) {
    refuse(`header ${name} is written by the driver and cannot be set`, 'remove it from the headers');
  }
  checkValue(name, value);
}

function checkValue(name: string, value: string): void {
  const at = value.search(forbiddenInValue);
  if (at >= 0) refuse(`header ${name} holds ${byteName(value, at)}`, 'send printable bytes and tabs only');
}

function lengthOf({ body, bodyLength }: WireRequest): number {
  if (typeof body !== 'function') return body?.byteLength ?? 0;
  if (bodyLength !== undefined && Number.isSafeInteger(bodyLength) && bodyLength >= 0) return bodyLength;
  return refuse('a body produced by a function needs a bodyLength');
}

function byteName(text: string, at: number): string {
  return `byte 0x${text.charCodeAt(at).toString(16).padStart(2, '0')} at position ${at}, which cannot be sent`;
}

function refuse(message: string, hint?: string): never {
  throw new SuiteError('usage', message, { hint });
}

/** `oss-range-conformance/<version>` */
export const userAgent: string = `${tool.name}/${tool.version}`;
