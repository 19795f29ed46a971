import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { QueryParameter, SignableRequest } from '../auth/signable-request.js';
import { signatureV1, signedDateV1, stringToSignV1 } from '../auth/v1/v1-string-to-sign.js';
import { signatureV4 } from '../auth/v4/v4-signature.js';
import { stringToSignV4 } from '../auth/v4/v4-string-to-sign.js';
import { addressOf } from './address/address.js';
import type { Addressing } from './address/addressing.js';
import { targetAuthenticator } from './target-authenticator.js';

/**
 * A server that knows the secret and nothing else of the request but its wire form, as a storage does: it answers with the
 * Authorization that it would have expected.
 */
const accessKeySecret = 'sk';
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => response.end(expectedAuthorization(request)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function expectedAuthorization(message: IncomingMessage): string {
  const request = received(message);
  if (message.headers.authorization?.startsWith('OSS4')) {
    const timestamp = String(message.headers['x-oss-date']);
    const scope = { date: timestamp.slice(0, 8), region: 'cn-hangzhou', product: 'oss' };
    const signature = signatureV4(accessKeySecret, scope, stringToSignV4(request, { scope, timestamp }));
    return `OSS4-HMAC-SHA256 Credential=ak/${scope.date}/cn-hangzhou/oss/aliyun_v4_request,Signature=${signature}`;
  }
  return `OSS ak:${signatureV1(accessKeySecret, stringToSignV1(request, signedDateV1(request.headers)))}`;
}

/** Bucket and key told from Host and path as a server tells them. */
function received({ method = '', url = '', headers: { host = '' }, rawHeaders }: IncomingMessage): SignableRequest {
  const [path = '', search] = url.split('?', 2);
  const decoded = decodeURIComponent(path).slice(1);
  const inHost = /^(.+)\.localhost:/.exec(host)?.[1];
  const [bucket, key] = inHost === undefined ? splitAtSlash(decoded) : [inHost, decoded];
  const query = search?.split('&').map((pair): QueryParameter => {
    const [name = '', value] = pair.split('=', 2).map(decodeURIComponent);
    return [name, value ?? null];
  });
  const headers = Array.from(
    { length: rawHeaders.length / 2 },
    (_, index): HeaderField => [rawHeaders[2 * index] ?? '', rawHeaders[2 * index + 1] ?? ''],
  );
  return { method, bucket, key, query: query ?? [], headers };
}

function splitAtSlash(text: string): [string, string] {
  const slash = text.indexOf('/');
  return [text.slice(0, slash), text.slice(slash + 1)];
}

const keys = ['plain.bin', 'a//b', '/a', '..', 'a/../b', '中 文+%😀.bin', "!'()*~"];
const schemes = ['oss-v4', 'oss-v1'] as const;
const styles: readonly Addressing[] = ['path', 'virtual'];
const combinations = schemes.flatMap((scheme) => styles.map((addressing) => [scheme, addressing] as const));

test.for(combinations)('%s over %s addressing verifies from the wire form alone', async ([scheme, addressing]) => {
  const endpoint = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const credentials = { accessKeyId: 'ak', accessKeySecret, securityToken: 'token' };
  const target = { endpoint, bucket: 'examplebucket', addressing, credentials, region: 'cn-hangzhou', auth: scheme };
  const authenticate = targetAuthenticator({ ...target, name: '', capabilities: {} });
  const query: QueryParameter[] = [
    ['versionId', 'a+b c'],
    ['acl', null],
    ['x-oss-process', ''],
  ];
  const headers: HeaderField[] = [
    ['Range', 'bytes=500-2000'],
    ['x-oss-range-behavior', 'standard'],
    ['x-oss-meta-a', Buffer.from('é中', 'utf8').toString('latin1')],
  ];
  const client = new Client(endpoint.origin);
  for (const key of keys) {
    const address = addressOf(target, key, query);
    const { headers: added } = await authenticate({ method: 'GET', bucket: 'examplebucket', key, query, headers });
    const sent = [['host', address.host], ...headers, ...added].flat();
    const { body } = await client.request({ method: 'GET', path: address.path, headers: sent });
    expect([key, await body.text()]).toEqual([key, added.at(-1)?.[1]]);
  }
  await client.close();
});
