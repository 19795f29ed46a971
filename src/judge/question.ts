import type { ContentObject } from '../content/content-object.js';
import type { Outcome } from '../spec/model/outcome.js';
import type { Level, Method } from '../spec/model/vocabulary.js';
import type { ComparedRequest } from './control-differences.js';

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
   * was acknowledged, so whatever a range of it brings, it is not kept as it should be.
   */
  readonly readsAs?: string;
  /** What its bytes are, to compare the parts of a multipart answer with; where it is absent no part can be right. */
  readonly content?: ContentObject;
}

/** A check, as the judge needs it. */
export interface Question {
  readonly method: Method;
  readonly object: ObjectFacts;
  readonly level: Level;
  /** The allowed answers; for `observed` the ones that sources name. */
  readonly outcomes: readonly Outcome[];
  /** The answer is one to UploadPartCopy, and its body what the part holds, found by reading it back. */
  readonly copied?: boolean;
  /** What is asked, so that a missing answer can be told by what sets the request apart from its control; its Range unless given. */
  readonly request?: ComparedRequest;
}
