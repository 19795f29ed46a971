import { createAuthenticator } from '../../driver/auth/authenticator.js';
import { encodePath, encodeQuery } from '../../driver/auth/percent-encode.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type Client, defineClient } from './client.js';

/**
 * The `fetch` of Node, used as its documentation shows: every result is returned with its status. The
 * suite signs, as it does for itself. A redirection is returned and not followed, because its address was not requested.
 */
export const fetchClient: Client = defineClient({
  name: 'fetch',
  version: `of Node.js ${process.versions.node}`,
  open({ endpoint, bucket, seenAs, region, auth, credentials, clockOffsetMs }) {
    const authenticate = createAuthenticator({
      scheme: auth,
      credentials,
      region,
      clock: () => new Date(Date.now() + clockOffsetMs),
      locate: ({ key }) => ({ host: seenAs.host, path: pathOf(seenAs.bucketInPath ? bucket : null, key) }),
    });
    return {
      async get({ key, range, headers }, signal) {
        const fields: HeaderField[] = [
          ...(range === null ? [] : [['Range', range] as const]),
          ...Object.entries(headers),
        ];
        const proof = await authenticate({ method: 'GET', bucket, key, query: [], headers: fields });
        const query = proof.query.length === 0 ? '' : `?${encodeQuery(proof.query)}`;
        const response = await fetch(`${endpoint}${pathOf(bucket, key)}${query}`, {
          headers: [...fields, ...proof.headers].map(([name, value]): [string, string] => [name, value]),
          redirect: 'manual',
          signal,
        });
        return { bytes: new Uint8Array(await response.arrayBuffer()), status: response.status };
      },
    };
  },
});

const pathOf = (bucket: string | null, key: string | null): string =>
  encodePath(`${bucket === null ? '' : `/${bucket}`}/${key ?? ''}`);
