import { describePlace } from '../../content/describe-place.js';
import type { Exchange } from '../../exchange/exchange.js';
import { differenceInWords } from '../../judge/aspects/body-bytes.js';
import { failureInWords } from '../../judge/classify-exchange.js';
import { readErrorDocument } from '../../judge/error-document.js';
import { isMultipart, readMultipart } from '../../judge/multipart.js';
import { partWords } from '../../spec/model/describe-outcome.js';
import type { ObjectSpec } from '../../spec/model/table.js';
import type { RequestReport, ResponseReport } from '../document/document.js';

/** What was asked, as it went on the wire, redacted. */
export function requestReport(range: readonly string[], object: ObjectSpec, exchange: Exchange): RequestReport {
  const { method, url, headers } = exchange.request;
  return { method, url, range, object: object.name, objectSize: object.size, headers };
}

/** What came back; null where nothing that could be read did. */
export function responseReport(exchange: Exchange): ResponseReport | null {
  if (exchange.result.kind === 'failure') return null;
  const { status, headers, body } = exchange.result.response;
  const values = (name: string): string | null => {
    const found = headers.filter(([field]) => field.toLowerCase() === name).map(([, value]) => value.trim());
    return found.length === 0 ? null : found.join(' and ');
  };
  const parts = partsOf(exchange);
  const error = status >= 400 ? readErrorDocument(body.prefix) : null;
  const unknown = body.place.kind === 'unknown' && error === null && parts === null ? body.place.difference : null;
  return {
    status,
    contentLength: values('content-length'),
    contentRange: values('content-range'),
    bodyLength: body.length,
    body: parts ?? (error || (status >= 400 && body.place.kind === 'unknown') ? 'error' : describePlace(body.place)),
    difference: unknown && status < 400 ? differenceInWords(unknown) : null,
    errorCode: error?.code ?? null,
    headers,
  };
}

/** Which parts a multipart/byteranges answer says it has; null for any other answer, and for one that cannot be read. */
function partsOf({ result }: Exchange): string | null {
  if (result.kind === 'failure' || result.response.status !== 206) return null;
  const { headers, body } = result.response;
  const [, type = ''] = headers.find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  const read = isMultipart(type) ? readMultipart(type.trim(), body.prefix, body.length) : null;
  return read?.kind === 'parts' ? `${partWords(read.parts)}${read.isCut ? ' and more' : ''}` : null;
}

/** What came back, in one line. */
export function receivedInWords(exchange: Exchange, report: ResponseReport | null = responseReport(exchange)): string {
  if (exchange.result.kind === 'failure') return failureInWords(exchange.result.failure);
  const { framing } = exchange.result.response;
  if (!report) return '';
  const parts = [`${report.status}`, report.errorCode ?? bodyInWords(report)];
  if (report.contentRange !== null) parts.push(`Content-Range: ${report.contentRange}`);
  if (framing.truncated) parts.push(failureInWords(framing.truncated));
  return parts.join(', ');
}

function bodyInWords(report: ResponseReport): string {
  switch (report.body) {
    case 'whole':
      return `the whole object (${report.bodyLength} bytes)`;
    case 'empty':
      return 'no body';
    case 'unknown':
      return `${report.bodyLength} bytes that are not the object's`;
    case 'error':
      return `a body of ${report.bodyLength} bytes that is not an error document`;
    default:
      if (report.body.startsWith('parts ')) return `${report.body} (${report.bodyLength} bytes including delimiters)`;
      return `${report.body.startsWith('other-object') ? report.body : `bytes ${report.body}`} (${report.bodyLength} bytes)`;
  }
}
