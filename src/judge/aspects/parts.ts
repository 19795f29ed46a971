import { bytesOf } from '../../content/bytes.js';
import { partWords } from '../../spec/describe-outcome.js';
import type { Outcome } from '../../spec/outcome.js';
import type { Answer } from '../answer.js';
import type { Multipart, Part } from '../multipart.js';
import type { ObjectFacts } from '../question.js';
import { placeInWords } from './body-bytes.js';
import type { Comparison } from './comparison.js';

/** The parts of a multipart/byteranges answer: these, in this order, each with exactly its bytes. Null where none are claimed. */
export function judgeParts({ body }: Pick<Outcome, 'body'>, answer: Answer, object: ObjectFacts): Comparison | null {
  if (body.kind !== 'parts') return null;
  const expected = partWords(body.parts);
  if (answer.multipart === null) {
    return { aspect: 'body-bytes', holds: false, expected, actual: `no parts, but ${placeInWords(answer.place)}` };
  }
  const flaw = flawOfParts(answer.multipart, object);
  const actual = flaw ?? partWords(partsOf(answer.multipart));
  return { aspect: 'body-bytes', holds: actual === expected, expected, actual };
}

/** What is wrong with parts apart from which they are; null where each is the bytes of the object that it says it is. */
export function flawOfParts(multipart: Multipart, object: ObjectFacts): string | null {
  if (multipart.kind === 'malformed') return `a body that is not multipart/byteranges: ${multipart.reason}`;
  for (const [index, part] of multipart.parts.entries()) {
    if (part.total !== object.size) return `part ${index + 1} with the complete length ${part.total ?? '*'}`;
    if (!isTrue(part, object)) return `part ${index + 1} with other bytes than those of ${part.first}-${part.last}`;
  }
  return null;
}

/** An object of unknown content makes no part true: what cannot be compared is no evidence. */
function isTrue({ first, last, bytes }: Part, { content }: ObjectFacts): boolean {
  return content !== undefined && bytesOf(content, first, last - first + 1).equals(bytes);
}

function partsOf(multipart: Multipart): readonly Part[] {
  return multipart.kind === 'parts' ? multipart.parts : [];
}
