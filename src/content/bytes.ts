import { SuiteError } from '../suite-error.js';
import type { ContentObject } from './content-object.js';
import { contentSequence } from './sequence.js';

/**
 * A copy of `length` bytes of an object from position `first`; all of it by default. The copy is the caller's own:
 * damaging it damages nothing that bodies are compared with.
 *
 * @throws SuiteError `internal` if the interval is not inside the object
 */
export function bytesOf(object: ContentObject, first = 0, length = object.size - first): Buffer {
  if (first < 0 || length < 0 || first + length > object.size) {
    throw new SuiteError(
      'internal',
      `no ${length} bytes from position ${first} in ${object.name} (${object.size} bytes)`,
    );
  }
  if (object.bytes !== undefined) return Buffer.from(object.bytes.subarray(first, first + length));
  return contentSequence.slice(object.phase + first, length);
}

/**
 * All bytes of an object in copies of `chunkSize` bytes (the last one may be shorter), made as they are asked for; an
 * upload need not hold the object.
 *
 * @throws SuiteError `internal` if `chunkSize` is not a positive integer
 */
export function* streamOf(object: ContentObject, chunkSize = 2 ** 16): Generator<Buffer, void, undefined> {
  if (!Number.isSafeInteger(chunkSize) || chunkSize < 1) {
    throw new SuiteError('internal', `a chunk cannot have ${chunkSize} bytes`);
  }
  for (let first = 0; first < object.size; first += chunkSize) {
    yield bytesOf(object, first, Math.min(chunkSize, object.size - first));
  }
}
