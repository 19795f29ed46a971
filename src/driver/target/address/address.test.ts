import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalUriV4 } from '../../auth/v4/v4-canonical-request.js';
import { addressOf } from './address.js';
import { type Addressing, addressings } from './addressing.js';

const seed = Math.floor(Math.random() * 2 ** 31);

function at(endpoint: string, addressing: Addressing) {
  return { endpoint: new URL(endpoint), bucket: 'examplebucket', addressing };
}

const oss = 'https://oss-cn-hangzhou.aliyuncs.com';

describe('the bucket stands where the addressing style puts it', () => {
  test('virtual: before the endpoint, in the connection and in Host', () => {
    expect(addressOf(at(oss, 'virtual'), 'a/b.txt')).toEqual({
      origin: 'https://examplebucket.oss-cn-hangzhou.aliyuncs.com',
      host: 'examplebucket.oss-cn-hangzhou.aliyuncs.com',
      path: '/a/b.txt',
      url: 'https://examplebucket.oss-cn-hangzhou.aliyuncs.com/a/b.txt',
    });
  });

  test('path: first in the path', () => {
    expect(addressOf(at('http://127.0.0.1:9000', 'path'), 'a/b.txt')).toEqual({
      origin: 'http://127.0.0.1:9000',
      host: '127.0.0.1:9000',
      path: '/examplebucket/a/b.txt',
      url: 'http://127.0.0.1:9000/examplebucket/a/b.txt',
    });
  });

  test('cname: nowhere', () => {
    expect(addressOf(at('https://static.example.com:8443', 'cname'), 'a/b.txt')).toEqual({
      origin: 'https://static.example.com:8443',
      host: 'static.example.com:8443',
      path: '/a/b.txt',
      url: 'https://static.example.com:8443/a/b.txt',
    });
  });

  test('virtual at a host without a zone: in Host only, the connection goes to the endpoint', () => {
    const of = (endpoint: string) => {
      const { origin, host, url } = addressOf(at(endpoint, 'virtual'), 'k');
      return [origin, host, url];
    };
    expect(
      [
        'http://127.0.0.1:9000',
        'http://localhost:9000',
        'http://[::1]:9000',
        'http://oss.localhost',
        'https://10.0.0.5',
      ].map(of),
    ).toEqual([
      ['http://127.0.0.1:9000', 'examplebucket.localhost:9000', 'http://127.0.0.1:9000/k'],
      ['http://localhost:9000', 'examplebucket.localhost:9000', 'http://localhost:9000/k'],
      ['http://[::1]:9000', 'examplebucket.localhost:9000', 'http://[::1]:9000/k'],
      ['http://oss.localhost', 'examplebucket.localhost', 'http://oss.localhost/k'],
      ['https://10.0.0.5', 'examplebucket.localhost', 'https://10.0.0.5/k'],
    ]);
  });

  test('a request to the bucket ends in a slash in every style', () => {
    expect(addressings.map((addressing) => addressOf(at(oss, addressing), null).path)).toEqual([
      '/',
      '/examplebucket/',
      '/',
    ]);
  });
});

describe('a key reaches the path byte by byte', () => {
  test.for([
    ['a//b', '/a//b'],
    ['/a', '//a'],
    ['..', '/..'],
    ['a/../b/./c', '/a/../b/./c'],
    ['中 文.bin', '/%E4%B8%AD%20%E6%96%87.bin'],
    ['e\u0301 \u00e9', '/e%CC%81%20%C3%A9'],
    ['+ % space', '/%2B%20%25%20space'],
    ['a%2Fb', '/a%252Fb'],
    ['?#&=', '/%3F%23%26%3D'],
    ["!'()*~", '/%21%27%28%29%2A~'],
    ['\\ \u0000\u007f', '/%5C%20%00%7F'],
  ] as const)('%j', ([key, path]) => {
    expect(addressOf(at(oss, 'virtual'), key).path).toBe(path);
    expect(addressOf(at(oss, 'path'), key).path).toBe(`/examplebucket${path}`);
  });

  test('a query follows in the order given', () => {
    const query = [
      ['versionId', 'a+b/c'],
      ['acl', null],
      ['prefix', ''],
    ] as const;
    expect(addressOf(at(oss, 'cname'), 'k', query).path).toBe('/k?versionId=a%2Bb%2Fc&acl&prefix=');
  });

  test(`what is sent is what is signed, and what ali-oss sends (seed ${seed})`, () => {
    const require = createRequire(import.meta.url);
    const AliOss = require('ali-oss') as new (options: Record<string, string>) => AliClient;
    const client = new AliOss({ accessKeyId: 'ak', accessKeySecret: 'sk', endpoint: 'https://h.example' });
    const segment = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('..', '.', '', '%', '+', '%41'));
    const keys = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const check = (key: string) => {
      const { path } = addressOf(at(oss, 'path'), key);
      expect(path).toBe(canonicalUriV4({ bucket: 'examplebucket', key }));
      expect(`/examplebucket${addressOf(at(oss, 'virtual'), key).path}`).toBe(path);
      // ali-oss leaves five characters as they are that its own signature escapes.
      const sent = client._getReqUrl({ bucket: 'b', object: key }).replace(/[!'()*]/g, escapeCharacter);
      expect(addressOf(at(oss, 'virtual'), key).path).toBe(sent.slice('https://b.h.example'.length));
    };
    fc.assert(fc.property(keys, check), { seed, numRuns: 1000 });
  });
});

interface AliClient {
  _getReqUrl(parameters: { bucket: string; object: string }): string;
}

function escapeCharacter(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
