import { createHash } from 'node:crypto';
import { createCrc64 } from '../../content/crc64.js';
import type { MemoryBudget } from '../server/memory-budget.js';
import { refuse } from './oss-error.js';

/** A body that has arrived in full. Its length is taken from the budget and is the caller's to give back. */
export interface UploadedBody {
  readonly bytes: Uint8Array;
  readonly md5: Buffer;
  /** CRC-64/XZ, unsigned decimal. */
  readonly crc64: string;
}

/** Room to begin with. A body of one-byte chunks costs its bytes, not a Buffer object each. */
const initialCapacity = 64 * 1024;

/**
 * Takes a request body into memory, checksums included. Where the budget runs out, what has come is forgotten and the
 * rest is read and thrown away, because a client that is still sending does not see an answer.
 *
 * @throws OssError `InsufficientStorage`
 * @throws the error of the stream where the client goes away; nothing stays taken in either case
 */
export async function receiveBody(chunks: AsyncIterable<Uint8Array>, budget: MemoryBudget): Promise<UploadedBody> {
  const md5 = createHash('md5');
  const crc64 = createCrc64();
  let buffer: Buffer = Buffer.allocUnsafe(initialCapacity);
  let length = 0;
  let full = false;
  try {
    for await (const chunk of chunks) {
      if (full) continue;
      if (!budget.take(chunk.length)) {
        full = true;
        budget.give(length);
        length = 0;
        buffer = Buffer.alloc(0);
        continue;
      }
      buffer = withRoom(buffer, length, chunk.length);
      buffer.set(chunk, length);
      length += chunk.length;
      md5.update(chunk);
      crc64.update(chunk);
    }
    if (full) throw refuse('InsufficientStorage');
  } catch (error) {
    budget.give(length);
    throw error;
  }
  return { bytes: Buffer.from(buffer.subarray(0, length)), md5: md5.digest(), crc64: crc64.digest() };
}

/** Doubling keeps the copying linear; at the end the bytes move once more, into a buffer of their own length. */
function withRoom(buffer: Buffer, used: number, length: number): Buffer {
  if (used + length <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, used + length));
  larger.set(buffer.subarray(0, used));
  return larger;
}
