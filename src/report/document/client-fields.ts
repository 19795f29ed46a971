import type { HeaderField } from '../../spec/model/vocabulary.js';

/** Request fields that any client adds by itself or that belong to a signature: they say nothing about a range. */
const clientFields = new Set([
  'accept',
  'authorization',
  'connection',
  'content-length',
  'date',
  'host',
  'user-agent',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-oss-content-sha256',
  'x-oss-date',
  'x-oss-security-token',
]);

/** The request fields that are needed to repeat or judge a request, as sent and in order. */
export function relevantFields(headers: readonly HeaderField[]): readonly HeaderField[] {
  return headers.filter(([name]) => !clientFields.has(name.toLowerCase()));
}
