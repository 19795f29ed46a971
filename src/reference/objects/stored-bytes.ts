/** Bytes that the endpoint keeps; one array, or several in a row of which some are the same array again. */
export interface StoredBytes {
  readonly length: number;
  /** The bytes from `first` up to, not including, `end`; a view where they lie in one array. */
  subarray(first: number, end: number): Uint8Array;
}

interface Joined extends StoredBytes {
  readonly pieces: readonly Uint8Array[];
}

/**
 * Puts arrays in a row. Where one occurs more than once nothing is copied: so an object past 4 GiB, whose parts are copies
 * of one part, takes the memory of that one.
 */
export function joinBytes(pieces: readonly Uint8Array[]): StoredBytes {
  return new Set(pieces).size === pieces.length ? Buffer.concat(pieces) : concatenated(pieces);
}

function concatenated(pieces: readonly Uint8Array[]): Joined {
  return {
    pieces,
    length: pieces.reduce((sum, piece) => sum + piece.length, 0),
    subarray(first, end) {
      const views: Uint8Array[] = [];
      let start = 0;
      for (const piece of pieces) {
        if (start < end && start + piece.length > first) {
          views.push(piece.subarray(Math.max(0, first - start), end - start));
        }
        start += piece.length;
      }
      return Buffer.concat(views);
    },
  };
}

/** The arrays that bytes consist of, in order. */
export function piecesOf(bytes: StoredBytes): readonly Uint8Array[] {
  return bytes instanceof Uint8Array ? [bytes] : (bytes as Joined).pieces;
}

/** What bytes take in memory: an array that occurs several times counts once. */
export function heldBytes(pieces: readonly Uint8Array[]): number {
  let held = 0;
  for (const piece of new Set(pieces)) held += piece.length;
  return held;
}
