import type { BodySink } from '../../content/body-sink.js';

/** In bytes; as much as a difference shows. */
const shownBytes = 16;

/** A sink for answers whose bytes are not compared: it recognizes an empty body, and keeps the first bytes. */
export function createDefaultSink(): BodySink {
  let actualHex = '';
  return {
    write(chunk) {
      const missing = shownBytes - actualHex.length / 2;
      if (missing > 0) actualHex += Buffer.from(chunk.subarray(0, missing)).toString('hex');
    },
    end() {
      if (actualHex === '') return { kind: 'empty' };
      const difference = { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex };
      return { kind: 'unknown', difference };
    },
  };
}
