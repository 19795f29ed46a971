import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../exchange/exchange.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { getRaw, sendRaw } from '../../testing/wire/send-raw.js';
import { createRedactor } from './redact.js';

const seed = Date.now() & 0x7fffffff;
const id = 'LTAI5tExampleKeyId00';
const secret = 'Example+Secret/0123456789&<>=x';
const redactor = createRedactor([id, secret]);
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const text = (redacted: Uint8Array): string => Buffer.from(redacted).toString('latin1');

describe('header fields keep what explains a refusal and lose what opens a door', () => {
  test.each<[HeaderField, string]>([
    [
      [
        'Authorization',
        `OSS4-HMAC-SHA256 Credential=${id}/20231216/cn-hangzhou/oss/aliyun_v4_request,AdditionalHeaders=host;range,Signature=e21d18da`,
      ],
      'OSS4-HMAC-SHA256 Credential=<redacted>/20231216/cn-hangzhou/oss/aliyun_v4_request,AdditionalHeaders=host;range,Signature=<redacted>',
    ],
    [
      [
        'authorization',
        'AWS4-HMAC-SHA256 Credential=ak/20231216/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature = e2',
      ],
      'AWS4-HMAC-SHA256 Credential=<redacted>/20231216/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, <redacted> <redacted> <redacted>',
    ],
    [['AUTHORIZATION', 'OSS ak:kSHKmLxlyEAKtZPkJhG9bZb5k7M='], 'OSS <redacted>'],
    [['Authorization', 'OSS2 AccessKeyId:ak,Signature:abc='], 'OSS2 <redacted>,<redacted>'],
    [['Proxy-Authorization', 'Basic dXNlcjpwYXM='], 'Basic <redacted>'],
    [['Authorization', 'alone'], '<redacted>'],
    [['x-oss-security-token', 'sts'], '<redacted>'],
    [['X-Amz-Security-Token', 'sts'], '<redacted>'],
    [
      ['Location', '/o?OSSAccessKeyId=ak&Expires=1&Signature=a%2Bb%3D&x=1'],
      '/o?OSSAccessKeyId=<redacted>&Expires=1&Signature=<redacted>&x=1',
    ],
    [['X-Echo', `key ${id}, again ${id}`], 'key <redacted>, again <redacted>'],
    [['ETag', '"5B3C1A2E053D763E1B002CC607C5A0FE"'], '"5B3C1A2E053D763E1B002CC607C5A0FE"'],
  ])('%j', (field, value) => {
    expect(redactor.fields([field])).toEqual([[field[0], value]]);
  });
});

describe('text', () => {
  test.each([
    [
      'http://b.test/o?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=ak%2F20231217%2Fcn-hangzhou%2Foss%2Faliyun_v4_request&x-oss-signature=a39966&x-oss-security-token=t&x-oss-expires=599',
      'http://b.test/o?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=<redacted>%2F20231217%2Fcn-hangzhou%2Foss%2Faliyun_v4_request&x-oss-signature=<redacted>&x-oss-security-token=<redacted>&x-oss-expires=599',
    ],
    ['/o?security-token=a&acl', '/o?security-token=<redacted>&acl'],
    ['/o?my-signature=kept&Signature=', '/o?my-signature=kept&Signature='],
    [`no ${encodeURIComponent(secret)} here`, 'no <redacted> here'],
    [`nor ${Buffer.from(secret).toString('base64')}`, 'nor <redacted>'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (input, output) => {
    expect(redactor.text(input)).toBe(output);
    expect(redactor.text(output)).toBe(output); // Redacting twice is redacting once.
  });
});

describe('bodies', () => {
  const refusal = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Error>',
    '  <Code>SignatureDoesNotMatch</Code>',
    '  <StringToSignBytes>47 45 54 0A</StringToSignBytes>',
    '  <SignatureProvided>kSHKmLxlyEAK</SignatureProvided>',
    '  <StringToSign>GET\nx-oss-security-token:sts</StringToSign>',
    '  <OSSAccessKeyId>ak</OSSAccessKeyId>',
    '  <HostId>bucket.test</HostId>',
    `  <Note>${secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</Note>`,
    '</Error>',
  ].join('\n');

  test('an error document loses what repeats the request, and stays a document', () => {
    const redacted = text(redactor.bytes(bytes(refusal), false));
    expect(XMLValidator.validate(redacted)).toBe(true);
    expect(new XMLParser().parse(redacted).Error).toEqual({
      Code: 'SignatureDoesNotMatch',
      StringToSignBytes: '<redacted>',
      SignatureProvided: '<redacted>',
      StringToSign: '<redacted>',
      OSSAccessKeyId: '<redacted>',
      HostId: 'bucket.test',
      Note: '<redacted>',
    });
  });

  test('bytes that are no secret come out as the very bytes that went in', () => {
    const object = Uint8Array.from({ length: 1000 }, (_, i) => i & 0xff);
    expect(redactor.bytes(object, true)).toBe(object);
  });

  test('a secret that a limit has cut in two is not left in part', () => {
    expect(text(redactor.bytes(bytes(`x ${id.slice(0, 12)}`), true))).toBe('x <redacted>');
    expect(text(redactor.bytes(bytes(`x ${id.slice(0, 12)}`), false))).toBe(`x ${id.slice(0, 12)}`);
  });
});

test('a credential that is no percent-encoding is found as it is', () => {
  const its = redactor.forRequest('/o?Signature=%zz345678', []);
  expect(its.text('you sent %zz345678')).toBe('you sent <redacted>');
});

test('a word as short as `ak` is no secret outside the places of credentials', () => {
  const local = createRedactor(['ak', 'sk']);
  expect(local.text('a risky break at /disk?OSSAccessKeyId=ak')).toBe(
    'a risky break at /disk?OSSAccessKeyId=<redacted>',
  );
});

/** Every text of a record, and every run of bytes both as text and as hex. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1'), Buffer.from(value).toString('utf8')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const hexOf = (value: string): string => Buffer.from(value, 'utf8').toString('hex');

describe('no generated secret appears in any record', () => {
  const credential = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9]{16,30}$/),
    fc.stringMatching(/^[!-~]{16,40}$/),
    fc.stringMatching(/^[A-Za-z0-9+/]{40,60}={0,2}$/),
  );
  /** Only the secret itself never goes on the wire, and may be any text. */
  const anyText = fc.stringMatching(/^[a-z\u00e4\u4e2d]{16,20}$/);
  const signature = fc.stringMatching(/^[0-9a-f]{64}$|^[A-Za-z0-9+/]{27}=$/);
  const written = (value: string): string[] => [
    value,
    encodeURIComponent(value),
    encodeURIComponent(value).replace(/%../g, (hex) => hex.toLowerCase()),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  ];

  const base64 = (value: string): string => Buffer.from(value).toString('base64');

  test(`whatever the server repeats, and wherever (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ id: credential, secret: fc.oneof(credential, anyText), token: credential, signature }),
        fc.constantFrom('oss-v4', 'oss-v1', 'url-v4', 'url-v1'),
        async (all, scheme) => {
          const known = [all.id, all.secret, all.token];
          const { headers, query } = signed(scheme, all);
          const path = `/object${query}`;
          const needles = [...Object.values(all).flatMap(written), ...known.map(base64)];
          const echo = Buffer.from(needles.join(' , ')).toString('latin1');
          const [asHeader, asBody] = [echo.replace(/[^\x20-\x7e]/g, ''), `{"echo": ${echo}}`];
          const head = `HTTP/1.1 403 ${asHeader}\r\nX-Echo: ${asHeader}\r\nContent-Length: ${asBody.length}\r\n\r\n`;
          const { exchanges } = await sendRaw(
            [[`${head}${asBody}${all.id} ${all.secret}`]],
            [{ ...getRaw, path, url: `http://bucket.test${path}`, headers }],
            { secrets: known },
          );
          expect(leaks(exchanges[0], needles)).toEqual([]);
        },
      ),
      { seed, numRuns: 60 },
    );
  });

  test('nor in what is told of a failure, which is short', async () => {
    const line = `${secret}${'x'.repeat(180)}${id} is no status line`;
    const { exchanges } = await sendRaw([[`${line}\r\n\r\n`], [`${line}\r\n\r\n`]], [getRaw], {
      secrets: [id, secret],
    });
    const message = `no status line: <redacted>${'x'.repeat(173)}…`;
    expect(exchanges[0]).toMatchObject({ result: { failure: { message } }, retries: [{ failure: { message } }] });
    expect(leaks(exchanges[0], [id, secret, id.slice(0, 8)])).toEqual([]);
  });

  test('nor in hex, where a body starts with one', async () => {
    const { exchanges } = await sendRaw([[`HTTP/1.1 200 OK\r\nContent-Length: ${id.length}\r\n\r\n${id}`]], [getRaw], {
      secrets: [id],
    });
    expect(exchanges[0]?.result).toMatchObject({
      response: { body: { place: { kind: 'unknown', difference: { actualHex: '' } }, prefix: bytes('<redacted>') } },
    });
    expect(leaks(exchanges[0], [id, hexOf(id.slice(0, 8))])).toEqual([]);
  });

  function leaks(exchange: Omit<Exchange, 'durationMs'> | undefined, needles: readonly string[]): string[] {
    const all = texts(exchange);
    expect(all.length).toBeGreaterThan(5);
    return needles.filter((needle) => all.some((part) => part.includes(needle)));
  }
});

type Credentials = Readonly<Record<'id' | 'secret' | 'token' | 'signature', string>>;

/** A request as each scheme signs it. */
function signed(scheme: string, { id: key, token, signature }: Credentials): { headers: HeaderField[]; query: string } {
  const scope = '20231216/cn-hangzhou/oss/aliyun_v4_request';
  const encode = encodeURIComponent;
  if (scheme === 'oss-v4') {
    const authorization = `OSS4-HMAC-SHA256 Credential=${key}/${scope},Signature=${signature}`;
    return {
      headers: [
        ['Authorization', authorization],
        ['x-oss-security-token', token],
      ],
      query: '',
    };
  }
  if (scheme === 'oss-v1') {
    return {
      headers: [
        ['Authorization', `OSS ${key}:${signature}`],
        ['x-oss-security-token', token],
      ],
      query: '',
    };
  }
  const query =
    scheme === 'url-v4'
      ? `?x-oss-credential=${encode(`${key}/${scope}`)}&x-oss-security-token=${encode(token)}&x-oss-signature=${encode(signature)}`
      : `?OSSAccessKeyId=${encode(key)}&Expires=1&security-token=${encode(token)}&Signature=${encode(signature)}`;
  return { headers: [], query };
}
