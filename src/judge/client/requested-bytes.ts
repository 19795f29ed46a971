import type { BodyPlace } from '../../content/body-place.js';
import { readRange } from '../../oracle/range-grammar.js';
import { selectSlice } from '../../oracle/select-slice.js';
import type { Case } from '../../spec/model/table.js';
import { modeHeaderName } from '../../spec/model/vocabulary.js';
import { isIndirect, isReadable } from '../../spec/object-kinds/object-kinds.js';

/** The bytes that a user expects who requests a range and only checks for an error. */
export type RequestedBytes =
  | { readonly kind: 'whole' }
  /** The bytes that the range names, as far as the object has them. */
  | { readonly kind: 'slice'; readonly first: number; readonly last: number }
  /** The range names no byte of the object. */
  | { readonly kind: 'no-byte' }
  /** No range says it: what is asked is no single range of bytes, or a condition or an address decides. */
  | { readonly kind: 'as-claimed' };

/** Fields that leave alone which bytes are meant. */
const harmless: ReadonlySet<string> = new Set([modeHeaderName, 'accept-encoding']);

/** @param size complete length of the object in bytes */
export function requestedBytesOf({ range, headers, missing, object }: Case, size: number): RequestedBytes {
  const isPlain = missing === undefined && !isIndirect(object.made) && isReadable(object.made);
  if (!isPlain || !headers.every(([name]) => harmless.has(name.toLowerCase()))) return { kind: 'as-claimed' };
  const reading = readRange(range);
  switch (reading.kind) {
    case 'absent':
      return { kind: 'whole' };
    case 'closed':
    case 'open':
    case 'suffix': {
      const slice = selectSlice(size, reading);
      return slice === null ? { kind: 'no-byte' } : { kind: 'slice', ...slice };
    }
    default:
      return { kind: 'as-claimed' };
  }
}

/** Whether bytes are the wanted ones; null where the range does not say. */
export function areRequestedBytes(place: BodyPlace, requested: RequestedBytes, size: number): boolean | null {
  if (requested.kind === 'as-claimed') return null;
  if (requested.kind === 'no-byte') return place.kind === 'empty';
  const { first, last } = requested.kind === 'whole' ? { first: 0, last: size - 1 } : requested;
  if (place.kind === 'empty') return first > last;
  if (place.kind === 'whole') return first === 0 && last === size - 1;
  return place.kind === 'slice' && place.first === first && place.last === last;
}

/** `500 bytes, 500-999`, in the words of a report. */
export function requestedBytesInWords(requested: RequestedBytes, size: number): string {
  switch (requested.kind) {
    case 'whole':
      return `the whole object, ${byteCount(size)}`;
    case 'slice':
      return `${byteCount(requested.last - requested.first + 1)}, ${requested.first}-${requested.last}`;
    case 'no-byte':
      return 'no byte of the object';
    case 'as-claimed':
      return 'the bytes that the table specifies';
  }
}

/** `1 byte`, `500 bytes`. */
export const byteCount = (length: number): string => `${length} ${length === 1 ? 'byte' : 'bytes'}`;
