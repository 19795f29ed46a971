import type { HeaderField } from '../../spec/model/vocabulary.js';

/**
 * What goes back, as plain data: it is computed in full before the first byte is written, and written in one place. The
 * fields that every answer has (`Server`, `Date`, `Connection`, `x-oss-request-id`, `x-oss-server-time`) are added
 * there.
 */
export interface EndpointResponse {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  /** Views of stored memory, in order, never copied. Not sent where the method or the status allows no body. */
  readonly body: readonly Uint8Array[];
  /** How fast the body may be sent at most; as fast as the connection takes it unless said. */
  readonly bitsPerSecond?: number;
}

/** An answer whose body is an XML document. */
export function xmlAnswer(status: number, document: string, headers: readonly HeaderField[] = []): EndpointResponse {
  const body = Buffer.from(document, 'utf8');
  return {
    status,
    headers: [['Content-Type', 'application/xml'], ['Content-Length', String(body.length)], ...headers],
    body: [body],
  };
}

/** `200` with nothing in it, as OSS answers an upload. */
export function emptyAnswer(headers: readonly HeaderField[] = []): EndpointResponse {
  return { status: 200, headers: [['Content-Length', '0'], ...headers], body: [] };
}

/** `204`, as OSS answers a deletion. RFC 9110 section 8.6 forbids a Content-Length in it. */
export const noContent: EndpointResponse = { status: 204, headers: [], body: [] };
