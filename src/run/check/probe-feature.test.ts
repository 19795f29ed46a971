import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../exchange/exchange.js';
import type { RequestFeature } from '../../spec/model/request-feature.js';
import { answeredWith, failedWith, inventResponse, thousand } from '../../testing/builders/exchanges.js';
import { storedThousand } from '../../testing/store/stored-thousand.js';
import type { TargetRequest } from '../sender/sender.js';
import { probeFeature } from './probe-feature.js';

const refusal = (status: number, code: string, message = 'm'): Exchange =>
  answeredWith(inventResponse({ status, text: `<Error><Code>${code}</Code><Message>${message}</Message></Error>` }));

const readable = { passed: true } as const;
const unreadable = { passed: false, cause: { kind: 'auth', message: 'no' } } as const;

async function probed(way: RequestFeature, exchange: Exchange, isReadable = true) {
  const asked: TargetRequest[] = [];
  const control = () => Promise.resolve(isReadable ? readable : unreadable);
  const found = await probeFeature(
    way,
    storedThousand,
    async (request) => {
      asked.push(request);
      return exchange;
    },
    { once: control, again: control },
  );
  return { kind: found.kind, said: 'reason' in found ? found.reason : 'detail' in found ? found.detail : '', asked };
}

describe('a target lacks a way to ask', () => {
  test.for<[what: string, way: RequestFeature, exchange: Exchange, said: string]>([
    [
      'that it has not implemented',
      'conditions',
      refusal(501, 'NotImplemented'),
      'GET with If-None-Match was answered 501 NotImplemented',
    ],
    [
      'that is no method it has',
      'multi-range',
      refusal(405, ''),
      'GET of two ranges with x-oss-multi-range-behavior was answered 405',
    ],
    [
      'that it says it does not support',
      'header-v1',
      refusal(403, 'Odd', 'V1 is not supported.'),
      'GET with a V1 signature was answered 403 Odd',
    ],
    [
      'whose form it takes for no argument',
      'header-v4',
      refusal(400, 'InvalidArgument'),
      'GET with a V4 signature was answered 400 InvalidArgument',
    ],
    [
      'that it refuses by the number of the vendor, whatever the code',
      'url-v1',
      answeredWith(
        inventResponse({
          status: 403,
          text: '<Error><Code>SignatureDoesNotMatch</Code><EC>0002-00000080</EC></Error>',
        }),
      ),
      'GET of a V1 presigned URL was answered 403 SignatureDoesNotMatch (EC 0002-00000080)',
    ],
    [
      'that it refuses in a URL by the number of the vendor',
      'url-v4',
      answeredWith(inventResponse({ status: 403, text: '<Error><Code>Odd</Code><EC>0002-00000034</EC></Error>' })),
      'GET of a V4 presigned URL was answered 403 Odd (EC 0002-00000034)',
    ],
    [
      'that anyone may use',
      'private-objects',
      answeredWith(inventResponse({ status: 200 })),
      'GET without credentials was answered 200',
    ],
    [
      'in which it sees nobody',
      'url-v4',
      refusal(403, 'AccessDenied'),
      'GET of a V4 presigned URL was answered 403 AccessDenied',
    ],
  ])('%s', async ([, way, exchange, said]) => {
    expect(await probed(way, exchange)).toMatchObject({ kind: 'lacks', said });
  });
});

describe('a target does not lack a way to ask', () => {
  test.for<[what: string, way: RequestFeature, exchange: Exchange, kind: string]>([
    ['that it answers', 'conditions', answeredWith(inventResponse({ status: 304 })), 'has'],
    ['that it ignores', 'conditions', answeredWith(inventResponse({ status: 200 })), 'unclear'],
    ['of which it takes the first range only', 'multi-range', answeredWith(inventResponse({ status: 200 })), 'unclear'],
    ['whose signature it calls wrong', 'url-v1', refusal(403, 'SignatureDoesNotMatch'), 'unclear'],
    ['whose key it does not know', 'header-v1', refusal(403, 'InvalidAccessKeyId'), 'unclear'],
    ['that it takes for a bad argument', 'multi-range', refusal(400, 'InvalidArgument'), 'unclear'],
    ['that it refuses by the number of another version', 'url-v4', refusal(403, 'Odd', 'No V1 signatures.'), 'unclear'],
    ['of private objects that it keeps', 'private-objects', refusal(403, 'AccessDenied'), 'has'],
    ['of private objects that it calls missing', 'private-objects', refusal(404, 'NoSuchKey'), 'unclear'],
    ['that it may not have', 'conditions', refusal(403, 'AccessDenied'), 'unclear'],
    ['that breaks it', 'conditions', refusal(500, 'InternalError'), 'unclear'],
    [
      'of which nothing comes back',
      'multi-range',
      failedWith({ phase: 'headers', code: 'reset', message: 'reset' }),
      'unclear',
    ],
  ])('%s', async ([, way, exchange, kind]) => {
    expect((await probed(way, exchange)).kind).toBe(kind);
  });

  test('if the object cannot be read otherwise, either', async () => {
    expect((await probed('conditions', refusal(501, 'NotImplemented'), false)).kind).toBe('unclear');
  });
});

test('each way is asked for an object that is there, in that way and no other', async () => {
  const asked = async (way: RequestFeature) => (await probed(way, refusal(404, ''))).asked;
  const get = { method: 'GET', key: 'k' };
  expect([await asked('url-v1'), await asked('conditions'), await asked('multi-range')]).toEqual([
    [{ ...get, auth: { by: 'url-v1' } }],
    [{ ...get, headers: [['If-None-Match', thousand.etag]] }],
    [{ ...get, range: ['bytes=0-0,2-2'], headers: [['x-oss-multi-range-behavior', 'multi-range']] }],
  ]);
});
