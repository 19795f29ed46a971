import { createHash } from 'node:crypto';
import type { TinyDecision } from './tiny-range.js';

export interface TinyAnswer {
  readonly status: number;
  /** Reason phrase; the usual one unless said. */
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer without a body. */
export const tinyEmptyAnswer = (status: number, headers: TinyAnswer['headers'] = {}): TinyAnswer => ({
  status,
  headers,
  body: Buffer.alloc(0),
});

/** An error document of OSS; the names of its elements are those of a 416 (P1). */
export function tinyErrorAnswer(
  status: number,
  code: string,
  message: string,
  details: Readonly<Record<string, string>> = {},
): TinyAnswer {
  const elements = { Code: code, Message: message, RequestId: '5DA9A0C0', HostId: 'oss.test', ...details };
  const lines = Object.entries(elements).map(([name, text]) => `  <${name}>${escapeXml(text)}</${name}>`);
  const body = ['<?xml version="1.0" encoding="UTF-8"?>', '<Error>', ...lines, '</Error>', ''].join('\n');
  return { status, headers: { 'Content-Type': 'application/xml' }, body: Buffer.from(body) };
}

const escapeXml = (text: string): string => text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * What a decision about an object looks like on the wire. An ignored Range has no Content-Range (L8); validators speak of
 * the whole object (L2, L3).
 *
 * @param ranges values of the Range lines, which a 416 repeats
 */
export function answerTo(decision: TinyDecision, object: Buffer, ranges: readonly string[]): TinyAnswer {
  const headers = {
    'Accept-Ranges': 'bytes',
    'Content-Type': 'application/octet-stream',
    ETag: etagOf(object),
    'Last-Modified': 'Fri, 18 Oct 2019 08:00:00 GMT',
  };
  switch (decision.kind) {
    case 'whole':
      return { status: 200, headers, body: object };
    case 'part': {
      const { first, last } = decision;
      const range = { 'Content-Range': `bytes ${first}-${last}/${object.length}` };
      return { status: 206, headers: { ...headers, ...range }, body: object.subarray(first, last + 1) };
    }
    case 'refused': {
      const details = { ActualObjectSize: `${object.length}`, RangeRequested: ranges.join(', ') };
      return tinyErrorAnswer(416, 'InvalidRange', 'The requested range cannot be satisfied', details);
    }
  }
}

const etags = new WeakMap<Buffer, string>();

/** MD5, as of an object that was written at once; computed once for each. */
export function etagOf(object: Buffer): string {
  const etag = etags.get(object) ?? `"${createHash('md5').update(object).digest('hex').toUpperCase()}"`;
  etags.set(object, etag);
  return etag;
}
