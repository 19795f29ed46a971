import type { ContentObject } from '../content/content-object.js';

/** What the suite knows of the object that was asked for, so that an answer can be judged without the network. */
export interface ObjectFacts {
  /** Complete length in bytes. */
  readonly size: number;
  /** CRC-64/XZ of the whole object as an unsigned decimal, as `x-oss-hash-crc64ecma` prints it; null where unknown. */
  readonly crc64: string | null;
  /** The ETag that the target gave for the whole object outside any range request; null where it gave none. */
  readonly etag: string | null;
  /** The Last-Modified that the target gave likewise. */
  readonly lastModified: string | null;
  /**
   * What a GET without Range brings, in words, where that is not the object that was stored, time after time: every upload
   * was acknowledged, so it is not stored correctly, regardless of the answer to a range.
   */
  readonly readsAs?: string;
  /** What its bytes are, to compare the parts of a multipart answer with; where it is absent no part can be right. */
  readonly content?: ContentObject;
}
