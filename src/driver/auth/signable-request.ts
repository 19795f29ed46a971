import type { Request } from '../../spec/model/table.js';

/** One query parameter, decoded. `null`: the name stands alone (`?acl`). */
export type QueryParameter = readonly [name: string, value: string | null];

/**
 * The parts of a request that a signature can depend on. Bucket, key and query are text and enter as UTF-8. Header values are byte strings as
 * node:http and undici have them, one character a byte, so that the bytes that are signed are the bytes that are sent.
 */
export interface SignableRequest extends Required<Pick<Request, 'headers'>> {
  readonly method: string;
  /** `null`: a request to the service itself. */
  readonly bucket: string | null;
  /** `null`: a request to the bucket. */
  readonly key: string | null;
  readonly query: readonly QueryParameter[];
}
