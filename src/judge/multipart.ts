import { readContentRange } from './content-range.js';

/** One part of a multipart/byteranges body: where it says it lies, and its bytes. */
export interface Part {
  readonly first: number;
  readonly last: number;
  /** Complete length of the object in bytes; null where the part has `*`. */
  readonly total: number | null;
  readonly bytes: Uint8Array;
}

export type Multipart =
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
  | { readonly kind: 'malformed'; readonly reason: string };

const malformed = (reason: string): Multipart => ({ kind: 'malformed', reason });

/**
 * The boundary of a multipart/byteranges Content-Type, null for any other type. OSS writes no blank behind the semicolon
 * (document of GetObject). Characters and length are those of RFC 2046 section 5.1.1.
 */
export function boundaryOf(contentType: string): string | null {
  const boundary = `[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]`;
  const pattern = new RegExp(`^multipart/byteranges[ \\t]*;[ \\t]*boundary=(?:"(${boundary})"|([^\\s";]{1,70}))$`, 'i');
  const match = pattern.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/** Whether a Content-Type claims several parts, well-formed or not. */
export function isMultipart(contentType: string): boolean {
  return /^multipart\/byteranges\b/i.test(contentType);
}

/**
 * Reads a multipart/byteranges body (RFC 9110 section 14.6) part by part: each has one Content-Range, exactly the bytes
 * that it names, and the delimiter behind them; behind the closing delimiter nothing but one line end may stand. Never
 * throws; its work is bounded by the length of the body.
 */
export function readMultipart(contentType: string, body: Uint8Array): Multipart {
  const boundary = boundaryOf(contentType);
  if (boundary === null) return malformed(`Content-Type names no boundary: ${contentType}`);
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const delimiter = `--${boundary}`;
  // A line end in front of the first delimiter belongs to it (RFC 2046 section 5.1.1).
  let at = text.startsWith('\r\n') ? 2 : 0;
  if (!text.startsWith(delimiter, at)) return malformed('the body does not begin with its delimiter');
  at += delimiter.length;
  const parts: Part[] = [];
  while (!text.startsWith('--', at)) {
    const part = readPart(text, body, at);
    if (typeof part === 'string') return malformed(`part ${parts.length + 1}: ${part}`);
    parts.push(part.part);
    if (!text.startsWith(`\r\n${delimiter}`, part.end)) {
      return malformed(`part ${parts.length}: no delimiter behind its ${part.part.bytes.length} bytes`);
    }
    at = part.end + 2 + delimiter.length;
  }
  if (parts.length === 0) return malformed('there is no part');
  if (!['', '\r\n'].includes(text.slice(at + 2))) return malformed('there is more behind the closing delimiter');
  return { kind: 'parts', parts };
}

function readPart(text: string, body: Uint8Array, at: number): { part: Part; end: number } | string {
  if (!text.startsWith('\r\n', at)) return 'the delimiter does not end its line';
  const headEnd = text.indexOf('\r\n\r\n', at);
  if (headEnd < 0) return 'its header does not end';
  const ranges = text
    .slice(at, headEnd)
    .split('\r\n')
    .flatMap((line) => /^content-range:[ \t]*(.*?)[ \t]*$/i.exec(line)?.[1] ?? []);
  const [range, second] = ranges.map(readContentRange);
  if (second !== undefined || range?.kind !== 'interval')
    return `its Content-Range is ${ranges.join(' and ') || 'absent'}`;
  const start = headEnd + 4;
  const length = range.last - range.first + 1n;
  if (length > BigInt(body.length - start)) return `it ends before the ${length} bytes that its Content-Range names`;
  const end = start + Number(length);
  const [first, last, total] = [
    Number(range.first),
    Number(range.last),
    range.total === null ? null : Number(range.total),
  ];
  return { part: { first, last, total, bytes: body.subarray(start, end) }, end };
}
