/**
 * Where a request names the bucket. `virtual`: before the endpoint in Host. `path`: first in the path. `cname`: nowhere,
 * the endpoint is a name of the bucket itself. The public service refuses `path` (403 `SecondLevelDomainForbidden`).
 */
export const addressings = ['virtual', 'path', 'cname'] as const;

export type Addressing = (typeof addressings)[number];
