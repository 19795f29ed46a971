import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { Credentials } from './credentials.js';
import type { QueryParameter, SignableRequest } from './signable-request.js';
import { signV1Header } from './v1/v1-header.js';
import { presignV1 } from './v1/v1-presign.js';
import { canonicalRequestV4 } from './v4/v4-canonical-request.js';
import { signV4Header } from './v4/v4-header.js';
import { presignV4 } from './v4/v4-presign.js';
import { signatureV4 } from './v4/v4-signature.js';
import { type ScopeV4, stringToSignV4 } from './v4/v4-string-to-sign.js';

interface Vector {
  readonly id: string;
  readonly kind: 'v4-header' | 'v4-presign' | 'v1-header' | 'v1-presign';
  readonly source: string;
  readonly request: SignableRequest;
  readonly credentials: Credentials;
  readonly region?: string;
  readonly product?: string;
  readonly at: string;
  readonly expiresInSeconds?: number;
  readonly additionalHeaders?: readonly string[];
  readonly expect: { readonly authorization: string } | { readonly query: readonly QueryParameter[] };
}

const folder = new URL('../../../fixtures/signatures/', import.meta.url);

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T;
}

const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && !['v4-worked-example.json', 'aws-v4.json'].includes(file))
  .map((file) => read<{ published: boolean; vectors: readonly Vector[] }>(file));

/** What a vector pins: the whole Authorization value, or the whole list of query parameters. */
function sign(vector: Vector): Vector['expect'] {
  const { request, credentials, region = '', product = 'oss', expiresInSeconds = 0, additionalHeaders = [] } = vector;
  const at = new Date(vector.at);
  switch (vector.kind) {
    case 'v4-header':
      return authorization(signV4Header(request, { credentials, region, product, at, additionalHeaders }));
    case 'v4-presign':
      return {
        query: presignV4(request, { credentials, region, product, at, expiresInSeconds, additionalHeaders }),
      };
    case 'v1-header':
      return authorization(signV1Header(request, { credentials, at }));
    case 'v1-presign':
      return { query: presignV1(request, { credentials, at, expiresInSeconds }) };
  }
}

function authorization(fields: readonly HeaderField[]): { authorization: string } {
  const last = fields.at(-1);
  expect(last?.[0]).toBe('Authorization');
  return { authorization: last?.[1] ?? '' };
}

function signatureOf(vector: Vector): string {
  const signed = sign(vector);
  return 'query' in signed ? (signed.query.at(-1)?.[1] ?? '') : signed.authorization.split(/Signature=|:/)[1]!;
}

describe('every published signature is reproduced', () => {
  const published = files.filter((file) => file.published).flatMap((file) => file.vectors);

  test('the published vectors are all here', () => {
    expect(published.map(({ id }) => id).sort()).toEqual(
      [...numbered('V1-', 8), ...numbered('V4H-', 8), ...numbered('V4P-', 5)].sort(),
    );
  });

  test.for(published)('$id', (vector) => {
    expect(sign(vector)).toEqual(vector.expect);
  });
});

describe('every derived signature for a range request is reproduced', () => {
  const derived = files.filter((file) => !file.published).flatMap((file) => file.vectors);

  test('the derived vectors are all here, and say that they are derived', () => {
    expect(derived.map(({ id }) => id)).toEqual(numbered('X-', 9));
    expect(derived.filter(({ source }) => !source.startsWith('derived: '))).toEqual([]);
  });

  test.for(derived)('$id', (vector) => {
    expect(sign(vector)).toEqual(vector.expect);
  });

  test('the mode header changes a signature and Range does not, unless it is named', () => {
    const of = (id: string) => signatureOf(derived.find((vector) => vector.id === id)!);
    const plain = derived.find(({ id }) => id === 'X-2')!;
    const unranged = { ...plain, request: { ...plain.request, headers: [] } };
    expect(signatureOf(unranged)).toBe(of('X-2'));
    expect(new Set([of('X-1'), of('X-2'), of('X-3')]).size).toBe(3);
    expect(of('X-4')).not.toBe(of('X-5'));
    expect(of('X-6')).not.toBe(of('X-7'));
    expect(of('X-8')).not.toBe(of('X-9'));
  });
});

describe('one changed byte gives another signature', () => {
  const all = files.flatMap((file) => file.vectors);
  const vectors = ['V4H-3', 'V4P-3', 'V1-2', 'V1-6'].map((id) => all.find((vector) => vector.id === id)!);

  test.for(vectors)('$kind', (vector) => {
    const original = signatureOf(vector);
    const unchanged = changes(vector).filter(([, changed]) => signatureOf(changed) === original);
    expect(unchanged.map(([what]) => what)).toEqual([]);
  });
});

/** Every single-byte change of what the kind of signature covers. */
function changes(vector: Vector): [what: string, changed: Vector][] {
  const { request, credentials } = vector;
  const withRequest = (part: Partial<SignableRequest>) => ({ ...vector, request: { ...request, ...part } });
  const header = (name: string): [string, Vector][] =>
    request.headers.some(([n]) => n === name)
      ? [[name, withRequest({ headers: request.headers.map(([n, v]) => [n, n === name ? bump(v) : v]) })]]
      : [];
  const v4: [string, Vector][] = vector.kind.startsWith('v4')
    ? [
        ['region', { ...vector, region: bump(vector.region!) }],
        ['product', { ...vector, product: bump(vector.product!) }],
        ['additional header list', { ...vector, additionalHeaders: vector.additionalHeaders!.slice(1) }],
        ['valueless name', withRequest({ query: request.query.map(([n, v]) => [v === '' ? bump(n) : n, v]) })],
      ]
    : [];
  return [
    ...v4,
    ...['ZAbc', 'x-oss-head1', 'content-type', 'Content-MD5', 'Content-Type', 'x-oss-meta-magic', 'x-oss-date'].flatMap(
      header,
    ),
    ...(vector.kind === 'v1-header' ? [] : [later(vector)]),
    ['method', withRequest({ method: bump(request.method) })],
    ['bucket', withRequest({ bucket: bump(request.bucket!) })],
    ['key', withRequest({ key: bump(request.key!) })],
    ['value', withRequest({ query: request.query.map(([n, v]) => [n, v === null ? '1' : bump(v)]) })],
    ['secret', { ...vector, credentials: { ...credentials, accessKeySecret: bump(credentials.accessKeySecret) } }],
    ['token', { ...vector, credentials: { ...credentials, securityToken: bump(credentials.securityToken ?? '') } }],
  ];
}

function later(vector: Vector): [string, Vector] {
  return ['a second later', { ...vector, at: new Date(Date.parse(vector.at) + 1000).toISOString() }];
}

function bump(text: string): string {
  return `${text.slice(0, -1)}${String.fromCharCode((text.charCodeAt(text.length - 1) || 96) + 1)}`;
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}

describe('the worked example of the V4 document, stage by stage', () => {
  const example = read<{
    request: SignableRequest;
    additionalHeaders: readonly string[];
    timestamp: string;
    scope: ScopeV4;
    canonicalRequestHash: string;
    signingKey: string;
    signature: string;
    accessKeySecret: string;
    derived: { signatureFromSecret: string };
  }>('v4-worked-example.json');
  const stringToSign = stringToSignV4(example.request, example);

  test('the canonical request has the printed hash', () => {
    const canonical = canonicalRequestV4(example.request, example.additionalHeaders);
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(example.canonicalRequestHash);
    expect(stringToSign.split('\n').at(-1)).toBe(example.canonicalRequestHash);
  });

  test('the string to sign gives the printed signature under the printed signing key', () => {
    const key = Buffer.from(example.signingKey, 'hex');
    expect(createHmac('sha256', key).update(stringToSign).digest('hex')).toBe(example.signature);
  });

  test('the printed secret gives another signature: the page is no end-to-end vector', () => {
    expect(signatureV4(example.accessKeySecret, example.scope, stringToSign)).toBe(example.derived.signatureFromSecret);
  });
});
