import type { StoredBytes } from '../objects/stored-bytes.js';

/** An interval of an object, both positions included. */
export interface StoredSlice {
  readonly first: number;
  readonly last: number;
}

/**
 * The body of an answer with several ranges, in pieces: views of the object between delimiters and part headers, spelled
 * as in the sample of the vendor's GetObject page (https://www.alibabacloud.com/help/doc-detail/31980.html).
 */
export function multipartBody(
  object: StoredBytes,
  slices: readonly StoredSlice[],
  { boundary, type }: { readonly boundary: string; readonly type: string },
): Uint8Array[] {
  const pieces = slices.flatMap(({ first, last }, index): Uint8Array[] => [
    Buffer.from(
      `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-type: ${type}\r\nContent-range: bytes ${first}-${last}/${object.length}\r\n\r\n`,
      'latin1',
    ),
    object.subarray(first, last + 1),
  ]);
  return [...pieces, Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1')];
}
