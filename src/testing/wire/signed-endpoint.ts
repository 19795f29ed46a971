import { createHash } from 'node:crypto';
import { signV1Header } from '../../driver/auth/v1/v1-header.js';
import type { ReferenceEndpointOptions } from '../../reference/server/endpoint-options.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../../reference/server/server.js';
import { parseQuery } from '../../reference/wire/percent-decode.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type RawReply, rawRequest } from './raw-request.js';

/** Who may sign at an endpoint that {@link openSigned} opens. */
export const signer = { accessKeyId: 'ak', accessKeySecret: 'sk' };

/** The moment that such an endpoint takes for now, unless it is told another one. */
export const signedAt = () => new Date('2024-02-28T08:00:00.750Z');

/** A private endpoint. */
export function openSigned(options: Partial<ReferenceEndpointOptions> = {}): Promise<ReferenceEndpoint> {
  const usual = { bucket: 'conformance', region: 'cn-hangzhou', credentials: [signer], acl: 'private' } as const;
  return createReferenceEndpoint({ ...usual, clock: signedAt, ...options });
}

/** `GET /conformance/a?acl`, signed with V1. */
export function sendSigned(
  of: ReferenceEndpoint,
  line: string,
  { body, headers = [] }: { readonly body?: string; readonly headers?: readonly HeaderField[] } = {},
): Promise<RawReply> {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query = ''] = target.split('?');
  const [bucket = '', ...key] = decodeURIComponent(path.slice(1)).split('/');
  const signable = {
    method,
    bucket: bucket === '' ? null : bucket,
    key: key.length === 0 ? null : key.join('/'),
    query: parseQuery(query),
    headers,
  };
  const all = [...headers, ...signV1Header(signable, { credentials: signer, at: signedAt() })];
  return rawRequest({ port: of.port, method, target, headers: all, ...(body === undefined ? {} : { body }) });
}

/** Texts of the elements of that name. */
export const elementsIn = (document: string, name: string): string[] =>
  [...document.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value]) => value!);

/** Text of the first element of that name. */
export const elementOf = (reply: RawReply, name: string): string | undefined =>
  elementsIn(reply.body.toString(), name)[0];

/** Status and code of an answer. */
export const statusAndCode = (reply: RawReply) => [reply.status, elementOf(reply, 'Code')];

/** Fields beyond those that every answer has. */
export function ownFields({ headers }: RawReply): Record<string, string | undefined> {
  const every = ['server', 'date', 'connection', 'keep-alive', 'x-oss-request-id', 'x-oss-server-time'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !every.includes(name)));
}

/** The tag of an object that was made by one upload. */
export const tagOf = (body: string): string => `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`;
