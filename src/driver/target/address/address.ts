import { encodePath, encodeQuery } from '../../auth/percent-encode.js';
import type { QueryParameter } from '../../auth/signable-request.js';
import type { Target } from '../target.js';
import { isLocalHost } from './local-host.js';

/** The address and target of a request. */
export interface Address {
  /** `scheme://host:port` to connect to; the port is left out where it is the default one. */
  readonly origin: string;
  /** Value of the Host field. */
  readonly host: string;
  /** Origin-form with its query, percent-encoded. */
  readonly path: string;
  /**
   * `origin` and `path` together, as a client would write it. Where its authority is not `host`, the client must send Host
   * itself. No URL parser may touch it: keys can hold `//` and `..`, which a parser would change.
   */
  readonly url: string;
}

/**
 * The address of an object (or of the bucket, with `key` null) at a target. Keys are escaped exactly as the signer escapes
 * them, so what is signed is what is sent.
 *
 * Virtual addressing at an IP address or localhost connects to the endpoint itself and names the bucket in Host only, as
 * `bucket.localhost:port`: there is no zone in which the bucket's own name could be looked up.
 */
export function addressOf(
  target: Pick<Target, 'endpoint' | 'bucket' | 'addressing'>,
  key: string | null,
  query: readonly QueryParameter[] = [],
): Address {
  const { origin, host } = knownAuthorityOf(target);
  const resource = target.addressing === 'path' ? `/${target.bucket}/${key ?? ''}` : `/${key ?? ''}`;
  const path = query.length === 0 ? encodePath(resource) : `${encodePath(resource)}?${encodeQuery(query)}`;
  return { origin, host, path, url: origin + path };
}

interface Authority {
  readonly origin: string;
  readonly host: string;
}

const known = new WeakMap<object, Authority>();

/** Kept for each target, since thousands of requests go to one, and the parts of a URL are put together anew each time. */
function knownAuthorityOf(target: Pick<Target, 'endpoint' | 'bucket' | 'addressing'>): Authority {
  const before = known.get(target);
  if (before !== undefined) return before;
  const authority = authorityOf(target);
  known.set(target, authority);
  return authority;
}

function authorityOf({ endpoint, bucket, addressing }: Pick<Target, 'endpoint' | 'bucket' | 'addressing'>): Authority {
  const { origin, protocol, host, hostname, port } = endpoint;
  if (addressing !== 'virtual') return { origin, host };
  if (!isLocalHost(hostname)) return { origin: `${protocol}//${bucket}.${host}`, host: `${bucket}.${host}` };
  return { origin, host: port === '' ? `${bucket}.localhost` : `${bucket}.localhost:${port}` };
}
