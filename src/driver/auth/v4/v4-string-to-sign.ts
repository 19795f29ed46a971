import { hash } from 'node:crypto';
import type { SignableRequest } from '../signable-request.js';
import { canonicalRequestV4 } from './v4-canonical-request.js';

/** First line of a V4 string to sign, first word of a V4 `Authorization`. */
export const algorithmV4 = 'OSS4-HMAC-SHA256';

/** What a V4 signing key is good for. */
export interface ScopeV4 {
  /** `YYYYMMDD`, UTC. */
  readonly date: string;
  /** `cn-hangzhou`, without `oss-`; the box id for a cloud box. */
  readonly region: string;
  /** `oss`, or `oss-cloudbox`. */
  readonly product: string;
}

/** The scope, as in a credential: `20231216/cn-hangzhou/oss/aliyun_v4_request`. */
export function scopeTextV4({ date, region, product }: ScopeV4): string {
  return `${date}/${region}/${product}/aliyun_v4_request`;
}

/** A moment as `x-oss-date` has it: `20231216T162057Z`. Fractions of a second are cut off. */
export function timestampV4(at: Date): string {
  const second = Math.floor(at.getTime() / 1000);
  if (second !== latest.second) latest = { second, text: at.toISOString().replace(/[-:]|\.\d+/g, '') };
  return latest.text;
}

/** Hundreds of requests are signed within one second. */
let latest: { readonly second: number; readonly text: string } = { second: Number.NaN, text: '' };

/**
 * What is signed under V4, for a client as for a server that checks one: algorithm, timestamp, scope, and the SHA-256 of the
 * canonical request. A server passes the fields and the query as received.
 *
 * @param input.timestamp - value of `x-oss-date`
 * @param input.additionalHeaders - names that the client lists in `AdditionalHeaders`
 */
export function stringToSignV4(
  request: SignableRequest,
  input: { readonly scope: ScopeV4; readonly timestamp: string; readonly additionalHeaders?: readonly string[] },
): string {
  const canonical = canonicalRequestV4(request, input.additionalHeaders);
  const digest = hash('sha256', Buffer.from(canonical, 'latin1'));
  return [algorithmV4, input.timestamp, scopeTextV4(input.scope), digest].join('\n');
}
