import type { BodyPlace } from './body-place.js';

/**
 * A place as reports print it: `empty`, `whole`, `500-999`, `other-object NAME 0-9` or `unknown`; positions are
 * inclusive.
 */
export function describePlace(place: BodyPlace): string {
  switch (place.kind) {
    case 'slice':
      return `${place.first}-${place.last}`;
    case 'other-object':
      return `other-object ${place.object} ${place.first}-${place.last}`;
    default:
      return place.kind;
  }
}
