import { gunzipSync } from 'node:zlib';
import type { BodySink } from './body-sink.js';

/** In bytes; as much as a difference shows. */
const shownBytes = 16;

/** Room for head, trailer and block heads of a body that could not be made smaller, in bytes. */
const codingOverhead = 1024;

/**
 * A sink for a body in gzip: what it decodes to goes to `inner`. A body that is no gzip, or too long to be that of an
 * object of `size` bytes, is unknown.
 */
export function throughGunzip(inner: BodySink, size: number): BodySink {
  const longest = size + codingOverhead;
  const chunks: Uint8Array[] = [];
  let length = 0;
  return {
    write(chunk) {
      length += chunk.length;
      if (length <= longest) chunks.push(Uint8Array.from(chunk));
    },
    end() {
      const coded = Buffer.concat(chunks);
      const body = length <= longest ? decoded(coded, longest) : null;
      if (body === null) return nobodys(coded);
      inner.write(body);
      return inner.end();
    },
  };
}

function decoded(coded: Buffer, maxOutputLength: number): Buffer | null {
  try {
    return gunzipSync(coded, { maxOutputLength });
  } catch {
    return null;
  }
}

function nobodys(coded: Buffer): ReturnType<BodySink['end']> {
  const actualHex = coded.subarray(0, shownBytes).toString('hex');
  return { kind: 'unknown', difference: { bodyOffset: 0, objectOffset: null, expectedHex: '', actualHex } };
}
