import type { Difference } from '../../content/body-place.js';
import type { ReadResponse } from '../answer.js';
import type { AspectJudge } from './comparison.js';

/**
 * Whose bytes came, and from where. Length equality is no evidence: a whole object of exactly the requested length is
 * a documented trap of the default behaviour.
 */
export const judgeBodyBytes: AspectJudge = (expected, answer) => {
  if (expected.bytes === null || !expected.hasBody) return null;
  const { first, last } = expected.bytes;
  return {
    aspect: 'body-bytes',
    holds: isInterval(answer.place, first, last),
    expected: last < first ? 'no bytes' : `bytes ${first}-${last} of the object`,
    actual: bodyInWords(answer),
  };
};

/** Whose bytes came, for a reader; of an error document there is no place, but a code. */
function bodyInWords({ place, error }: ReadResponse): string {
  return error === null ? placeInWords(place) : `an error document, ${error.code}`;
}

/** Whether a body is exactly the bytes `first` to `last`. */
export function isInterval(place: ReadResponse['place'], first: number, last: number): boolean {
  return place.kind === 'empty' ? last < first : place.kind === 'slice' && place.first === first && place.last === last;
}

/** A place for a reader, with the first difference if the bytes are unknown. */
export function placeInWords(place: ReadResponse['place']): string {
  switch (place.kind) {
    case 'empty':
      return 'no bytes';
    case 'slice':
      return `bytes ${place.first}-${place.last} of the object`;
    case 'other-object':
      return `bytes ${place.first}-${place.last} of another object (${place.object})`;
    case 'unknown':
      return `bytes that are not the object's; ${differenceInWords(place.difference)}`;
  }
}

/** The first difference of a body, in one line. */
export function differenceInWords(difference: Difference): string {
  const where = difference.objectOffset === null ? '' : ` (position ${difference.objectOffset} of the object)`;
  const expected = difference.expectedHex === '' ? 'nothing' : difference.expectedHex;
  const came = difference.actualHex === '' ? 'nothing' : difference.actualHex;
  return `first difference at body byte ${difference.bodyOffset}${where}: expected ${expected}, received ${came}`;
}
