import { bytesOf } from '../../content/bytes.js';
import { partWords } from '../../spec/model/describe-outcome.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { ReadResponse } from '../answer.js';
import type { ByteRangePart, Multipart } from '../multipart.js';
import type { ObjectFacts } from '../object-facts.js';
import { placeInWords } from './body-bytes.js';
import type { Comparison } from './comparison.js';

/** The parts of a multipart/byteranges answer: these, in this order, each with exactly its bytes. Null where none are claimed. */
export function judgeParts(
  { body }: Pick<Outcome, 'body'>,
  answer: ReadResponse,
  object: ObjectFacts,
): Comparison | null {
  if (body.kind !== 'parts') return null;
  const expected = partWords(body.parts);
  if (answer.multipart === null) {
    return { aspect: 'body-bytes', holds: false, expected, actual: `no parts, but ${placeInWords(answer.place)}` };
  }
  const { multipart } = answer;
  const parts = truePartsOf(multipart, object);
  const more = multipart.kind === 'parts' && multipart.isCut ? ', and more' : '';
  const actual = typeof parts === 'string' ? parts : `${partWords(parts)}${more}`;
  return { aspect: 'body-bytes', holds: actual === expected, expected, actual };
}

/** The parts, where each is the bytes of the object that it says it is; else what is wrong with them, in words. */
export function truePartsOf(multipart: Multipart, object: ObjectFacts): readonly ByteRangePart[] | string {
  if (multipart.kind === 'malformed') return `a body that is not multipart/byteranges: ${multipart.reason}`;
  for (const [index, part] of multipart.parts.entries()) {
    if (part.total !== object.size) return `part ${index + 1} with the complete length ${part.total ?? '*'}`;
    if (!isTrue(part, object)) return `part ${index + 1} with other bytes than those of ${part.first}-${part.last}`;
  }
  return multipart.parts;
}

/** An object of unknown content makes no part true: what cannot be compared is no evidence. */
function isTrue({ first, last, bytes }: ByteRangePart, { content }: ObjectFacts): boolean {
  return content !== undefined && bytesOf(content, first, last - first + 1).equals(bytes);
}
