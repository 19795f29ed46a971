import type { IncomingMessage } from 'node:http';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { fieldLines, type StorageRequest } from '../server/storage-request.js';
import { checkMessage } from './check-message.js';
import { refuse } from './oss-error.js';
import { parseQuery } from './percent-decode.js';

/** Scheme and authority of a request target in absolute form, which a server must take (RFC 9112 section 3.2.2). */
const absoluteForm = /^https?:\/\/([^/?]*)/i;

/**
 * A message of node:http as a request. The target is taken apart by hand: a URL parser would resolve `..` and re-encode
 * keys.
 *
 * @throws OssError `InvalidURI` or `InvalidArgument` for a query that cannot be decoded, `InvalidRequest` for anything
 * but one Host
 */
export function readRequest(message: IncomingMessage): StorageRequest {
  checkMessage(message);
  const headers = headerFields(message.rawHeaders);
  const target = message.url ?? '';
  const [origin = '', authority] = absoluteForm.exec(target) ?? [];
  const rest = target.slice(origin.length);
  const question = rest.indexOf('?');
  return {
    method: message.method ?? '',
    host: authority ?? hostOf(headers, message.httpVersion),
    path: question < 0 ? rest : rest.slice(0, question),
    query: parseQuery(question < 0 ? '' : rest.slice(question + 1)),
    headers,
    body: message,
    connection: message.socket,
  };
}

/** RFC 9112 section 3.2: exactly one Host line; HTTP/1.0 knows none. */
function hostOf(headers: readonly HeaderField[], httpVersion: string): string {
  const hosts = fieldLines(headers, 'host');
  if (hosts.length > 1 || (hosts.length === 0 && httpVersion !== '1.0')) {
    throw refuse('InvalidRequest', { message: 'The request needs exactly one Host header.' });
  }
  return hosts[0] ?? '';
}

function headerFields(raw: readonly string[]): HeaderField[] {
  const fields: HeaderField[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) fields.push([raw[i]!, raw[i + 1]!]);
  return fields;
}
