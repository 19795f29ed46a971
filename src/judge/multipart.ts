import { readContentRange } from './content-range.js';

/** One part of a multipart/byteranges body: where it says it lies, and its bytes. */
export interface ByteRangePart {
  readonly first: number;
  readonly last: number;
  /** Complete length of the object in bytes; null where the part has `*`. */
  readonly total: number | null;
  readonly bytes: Uint8Array;
}

export type Multipart =
  | {
      readonly kind: 'parts';
      readonly parts: readonly ByteRangePart[];
      /** Whether the body is longer than what was kept of it, so that more parts may follow. */
      readonly isCut: boolean;
    }
  | { readonly kind: 'malformed'; readonly reason: string };

const malformed = (reason: string): Multipart => ({ kind: 'malformed', reason });

/** One parameter of a type, with the text before it (RFC 9110 section 5.6.6). */
const parameter = /[ \t]*;[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:"([^"]*)"|([^\s";]+))/y;

/** Characters and length of a boundary in quotes (RFC 2046 section 5.1.1). */
const quotedBoundary = /^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/;

/** In characters (RFC 2046 section 5.1.1). */
const longestBoundary = 70;

/**
 * The boundary of a multipart/byteranges Content-Type, null for any other type, and for one that names none or two. OSS writes
 * no blank behind the semicolon (document of GetObject). Without quotes any character passes that ends no value.
 */
export function boundaryOf(contentType: string): string | null {
  const type = /^multipart\/byteranges/i.exec(contentType)?.[0];
  if (type === undefined) return null;
  const found: (string | null)[] = [];
  let at = type.length;
  while (at < contentType.length) {
    parameter.lastIndex = at;
    const [all, name, quoted, bare = ''] = parameter.exec(contentType) ?? [];
    if (all === undefined || name === undefined) return null;
    at += all.length;
    if (name.toLowerCase() === 'boundary') found.push(boundaryIn(quoted, bare));
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function boundaryIn(quoted: string | undefined, bare: string): string | null {
  if (quoted !== undefined) return quotedBoundary.test(quoted) ? quoted : null;
  return bare.length <= longestBoundary ? bare : null;
}

/** Whether a Content-Type claims several parts, well-formed or not. */
export function isMultipart(contentType: string): boolean {
  return /^multipart\/byteranges\b/i.test(contentType);
}

/**
 * Reads a multipart/byteranges body (RFC 9110 section 14.6) part by part: each has one Content-Range, exactly the bytes
 * that it names, and the delimiter after them. Line ends may precede the first delimiter and follow the last one;
 * any other text there is bytes of no part. Never throws; its work is bounded by the length of the body.
 *
 * @param body its first bytes, as far as they were kept
 * @param length bytes of body that came; the parts that lie within those that were kept are read
 */
export function readMultipart(contentType: string, body: Uint8Array, length: number = body.length): Multipart {
  const boundary = boundaryOf(contentType);
  if (boundary === null) return malformed(`Content-Type names no boundary: ${contentType}`);
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const delimiter = `--${boundary}`;
  const parts: ByteRangePart[] = [];
  const cut = (at: number): boolean => body.length < length && at > text.length;
  let at = /^(?:\r\n)*/.exec(text)![0].length;
  if (!text.startsWith(delimiter, at)) return malformed('the body does not begin with its delimiter');
  at += delimiter.length;
  while (!text.startsWith('--', at)) {
    const part = readPart(text, body, at, length);
    if (part === null) return { kind: 'parts', parts, isCut: true };
    if (typeof part === 'string') return malformed(`part ${parts.length + 1}: ${part}`);
    parts.push(part.part);
    at = part.end + 2 + delimiter.length;
    if (cut(at + 2)) return { kind: 'parts', parts, isCut: true };
    if (!text.startsWith(`\r\n${delimiter}`, part.end)) {
      return malformed(`part ${parts.length}: no delimiter after its ${part.part.bytes.length} bytes`);
    }
  }
  if (parts.length === 0) return malformed('there are no parts');
  if (!/^(?:\r\n)*\r?$/.test(text.slice(at + 2))) return malformed('there is data after the closing delimiter');
  return { kind: 'parts', parts, isCut: body.length < length };
}

/** Null where the part ends behind the bytes that were kept; a reason where it is none. */
function readPart(
  text: string,
  body: Uint8Array,
  at: number,
  length: number,
): { part: ByteRangePart; end: number } | string | null {
  const isKept = body.length >= length;
  if (!text.startsWith('\r\n', at)) return 'the delimiter does not end its line';
  const headEnd = text.indexOf('\r\n\r\n', at);
  if (headEnd < 0) return isKept ? 'its header does not end' : null;
  const ranges = text
    .slice(at, headEnd)
    .split('\r\n')
    .flatMap((line) => /^content-range:[ \t]*(.*?)[ \t]*$/i.exec(line)?.[1] ?? []);
  const [range, second] = ranges.map(readContentRange);
  if (second !== undefined || range?.kind !== 'interval')
    return `its Content-Range is ${ranges.join(' and ') || 'absent'}`;
  const start = headEnd + 4;
  const named = range.last - range.first + 1n;
  if (named > BigInt(length - start)) return `it ends before the ${named} bytes that its Content-Range names`;
  const end = start + Number(named);
  if (end > body.length) return null;
  const [first, last, total] = [
    Number(range.first),
    Number(range.last),
    range.total === null ? null : Number(range.total),
  ];
  return { part: { first, last, total, bytes: body.subarray(start, end) }, end };
}
