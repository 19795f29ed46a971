import { divide, groupOrder } from '../crc64.js';
import { blockLength, contentSequence, period } from '../sequence.js';

/** Bytes that a body needs to tell its own position: the degree of the recurrence. */
export const windowLength = 3;

/**
 * Windows are looked up by their shape, which is what remains of three bytes when they are divided by the first one
 * that is not zero. Every shape occurs once in the first block, and its multiples once in each later block.
 */
const shapes = { leading1: 0, leading01: 2 ** 16, leading001: 2 ** 16 + 2 ** 8 };

interface Index {
  /** Position in the first block, by shape. */
  readonly positions: Uint32Array;
  /** Number of the block, by the factor that it is a multiple of the first one with. */
  readonly blocks: Uint8Array;
}

let index: Index | undefined;

/**
 * The one position (0 .. period-1) of the content sequence at which these three bytes stand. No search: an index of the
 * first block (263 kB, built on first use) tells the position in a block, the scale of the bytes tells the block.
 *
 * @returns undefined for 00 00 00, which the sequence does not contain
 */
export function positionOfWindow(a: number, b: number, c: number): number | undefined {
  const lead = a || b || c;
  if (lead === 0) return undefined;
  index ??= buildIndex();
  const inBlock = index.positions[shapeOf(a, b, c)]!;
  const factor = divide(lead, leadAt(inBlock));
  return inBlock + index.blocks[factor]! * blockLength;
}

function shapeOf(a: number, b: number, c: number): number {
  if (a !== 0) return shapes.leading1 + 256 * divide(b, a) + divide(c, a);
  if (b !== 0) return shapes.leading01 + divide(c, b);
  return shapes.leading001;
}

function leadAt(position: number): number {
  const { byteAt } = contentSequence;
  return byteAt(position) || byteAt(position + 1) || byteAt(position + 2);
}

function buildIndex(): Index {
  const bytes = contentSequence.slice(0, blockLength + windowLength - 1);
  const positions = new Uint32Array(blockLength);
  for (let i = 0; i < blockLength; i++) positions[shapeOf(bytes[i]!, bytes[i + 1]!, bytes[i + 2]!)] = i;
  const blocks = new Uint8Array(groupOrder + 1);
  for (let start = 0; start < period; start += blockLength) {
    blocks[divide(contentSequence.byteAt(start), contentSequence.byteAt(0))] = start / blockLength;
  }
  return { positions, blocks };
}
