import { type ReadResponse, single } from '../answer.js';
import type { ObjectFacts } from '../object-facts.js';
import type { Comparison } from './comparison.js';

/**
 * Validators speak of the whole object, on a 206 as on a 200 (vendor transcripts and SDK tests), and on a 304 (RFC 9110
 * section 15.4.5). One that is absent is no violation; one that is present and wrong is. Null where none is present, or
 * the answer speaks of no object, or of its form in gzip, which has validators of its own (RFC 9110 section 8.8.3).
 */
export function judgeValidators(object: ObjectFacts, answer: ReadResponse): Comparison | null {
  if (![200, 206, 304].includes(answer.status) || answer.coded) return null;
  const compared: { name: string; expected: string; came: string }[] = [];
  const note = (name: string, expected: string | null): void => {
    const came = single(answer, name);
    if (expected !== null && came !== null) compared.push({ name, expected, came });
  };
  note('x-oss-hash-crc64ecma', object.crc64);
  note('ETag', object.etag);
  note('Last-Modified', object.lastModified);
  if (compared.length === 0) return null;
  const wrong = compared.filter(({ expected, came }) => expected !== came);
  const shown = wrong.length > 0 ? wrong : compared;
  return {
    aspect: 'validators',
    holds: wrong.length === 0,
    expected: shown.map(({ name, expected }) => `${name}: ${expected}`).join(', '),
    actual: shown.map(({ name, came }) => `${name}: ${came}`).join(', '),
  };
}
