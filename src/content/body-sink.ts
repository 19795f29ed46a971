import type { HeaderField } from '../spec/model/vocabulary.js';
import type { BodyPlace } from './body-place.js';

/** Takes a body as it streams in and tells in the end whose bytes they were. One sink serves one attempt. */
export interface BodySink {
  write(chunk: Uint8Array): void;
  end(): BodyPlace;
}

/**
 * Makes the sink of one attempt, once the head of its answer is there.
 *
 * @param fields header fields of the answer, in wire order
 */
export type MakeSink = (fields: readonly HeaderField[]) => BodySink;
