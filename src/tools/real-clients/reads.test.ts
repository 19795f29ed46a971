import { expect, test } from 'vitest';
import { bytesOf } from '../../content/bytes.js';
import { layOut } from '../../content/place-objects.js';
import { dueTexts, resultText } from './reads.js';
import { requestsIn } from './request-log.js';

const object = layOut([{ name: 'small', size: 1_000 }])[0]!;

test('what is due depends on the behaviour', () => {
  expect(dueTexts(object, ['bytes=500-2000'], 'default')).toEqual(['200 whole']);
  expect(dueTexts(object, ['bytes=500-2000'], 'standard')).toEqual(['206 500-999']);
  expect(dueTexts(object, ['bytes=1000-2000'], 'standard')).toEqual(['416 InvalidRange']);
  expect(dueTexts(object, [], 'default')).toEqual(['200 whole']);
});

test('what a client hands over is told by the bytes, not by their number', () => {
  const done = { kind: 'done' } as const;
  expect(resultText(object, done, bytesOf(object, 500, 500))).toBe('500-999');
  expect(resultText(object, done, bytesOf(object, 501, 499))).toBe('501-999');
  expect(resultText(object, done, Buffer.alloc(500))).toBe('500 bytes that are not of the object');
  expect(resultText(object, done, Buffer.alloc(0))).toBe('nothing');
  expect(resultText(object, { kind: 'refused', code: 'InvalidRange' }, Buffer.alloc(0))).toBe('InvalidRange');
});

test('requests are read from the log of the endpoint, with the Range as it came', () => {
  const log = [
    'listening on http://127.0.0.1:9000, bucket conformance, region cn-hangzhou, private',
    '206 GET /conformance/a%20b?response-content-type=text%2Fplain "bytes=0-1" "bytes=\\"3-4" 0.3 ms',
    '200 PUT /conformance/c 12.0 ms',
  ].join('\n');
  expect(requestsIn(log)).toEqual([
    {
      status: 206,
      method: 'GET',
      path: '/conformance/a b',
      query: 'response-content-type=text%2Fplain',
      range: ['bytes=0-1', 'bytes="3-4'],
    },
    { status: 200, method: 'PUT', path: '/conformance/c', query: '', range: [] },
  ]);
});
