import { expect, test } from 'vitest';
import type { AspectResult } from '../../../judge/verdict.js';
import { hasSymptom } from '../rules/deviation.js';
import { suggestSymptom } from './suggest-symptom.js';

type Aspect = AspectResult['aspect'];

test.each<[Aspect, string]>([
  ['status', '206'],
  ['content-range', ''],
  ['content-range', 'bytes */1000'],
  ['body-bytes', 'bytes 500-999 of the object'],
  ['header-fields', 'x-oss-request-id: absent'],
  ['validators', 'ETag: "5EB63BBBE01EEED093CB22BB8F5ACDC3"'],
])('of a check %s "%s" is listed as it is', (aspect, actual) => {
  expect(suggestSymptom('a/one', { aspect, actual })).toBe(actual);
});

test.each<[string, Aspect, string, string, string]>([
  [
    'a/one',
    'validators',
    'ETag: "A(1)", Last-Modified: Fri, 18 Oct 2019 08:00:00 GMT',
    'ETag: "A(1)", Last-Modified: Sat, 19 Oct 2019 09:30:01 GMT',
    'ETag: "A1", Last-Modified: Sat, 19 Oct 2019 09:30:01 GMT',
  ],
  ['a/one', 'header-fields', 'x-oss-request-id: 5DA9, Server: a', 'x-oss-request-id: 6F, Server: a', 'Server: a'],
  ['a/one', 'header-fields', 'x-amzn-requestid: a1, Server: a', 'x-amzn-requestid: b, Server: a', 'Server: a'],
  [
    'a/one',
    'framing',
    'time-out within the body (hardly any byte within 4000 ms: ended after 500 of 1501 bytes of body)',
    'time-out within the body (hardly any byte within 1000 ms: ended after 500 of 1501 bytes of body)',
    'time-out within the body (hardly any byte within 1000 ms: ended after 501 of 1501 bytes of body)',
  ],
  ['a/one', 'header-fields', 'X-Oss-Request-Id: 5DA9', 'X-Oss-Request-Id: 77', 'X-Oss-Request-Id: '],
  [
    'a/one',
    'body-bytes',
    'first difference at body byte 0: expected 2d61, received 2d2d3063666662303738383566396638',
    'first difference at body byte 0: expected 2d61, received 0d0a2d2d3939',
    'first difference at body byte 0: expected 2d62, received 2d2d3939',
  ],
  ['property/law', 'body-bytes', 'bytes 0-0 of the object', 'bytes 10-12 of the object', 'bytes 0 of the object'],
  [
    'property/law',
    'body-bytes',
    'first difference at body byte 0 (position 3 of the object): expected 3d, received 00',
    'first difference at body byte 12 (position 4 of the object): expected aa, received ff',
    'first difference at body byte 12 (position 4 of the object): expected aa, received nothing',
  ],
  ['property/law', 'content-range', 'bytes 0-12345678/10', 'bytes 3-12/10', 'bytes 3-ab/10'],
  ['property/law', 'status', '206 (in answer 2)', '206 (in answer 13)', '200 (in answer 2)'],
  [
    'property/law',
    'validators',
    'etag: "5EB63BBBE01EEED093CB22BB8F5ACDC3" (in answer 2)',
    'etag: "ABCDEFABE01EEED093CB22BB8F5ACDC3" (in answer 3)',
    'etag: "of-the-part" (in answer 2)',
  ],
])('%s: of %s "%s" what varies is a pattern', (id, aspect, actual, next, other) => {
  const symptom = suggestSymptom(id, { aspect, actual });
  expect([actual, next, other].map((value) => hasSymptom(symptom, value))).toEqual([true, true, false]);
});

test('the status of a property is exact', () => {
  expect(suggestSymptom('property/law', { aspect: 'status', actual: '206' })).toBe('206');
});
