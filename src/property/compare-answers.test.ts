import { expect, test } from 'vitest';
import { readResponse } from '../judge/answer.js';
import type { HeaderField } from '../spec/model/vocabulary.js';
import {
  answeredWith,
  errorText,
  faultlessResponse,
  inventResponse,
  sliceExchange,
  thousand,
  withHeader,
} from '../testing/builders/exchanges.js';
import { alike } from './compare-answers.js';
import { get, type LawAnswer } from './law-plan.js';
import { volatileFields } from './volatile-fields.js';

const half = faultlessResponse({ status: 206, body: { kind: 'slice', first: 500, last: 999 } }, thousand);

const numbered = (...responses: (typeof half)[]): LawAnswer[] =>
  responses.map((response, index) => ({
    number: index + 1,
    step: get('bytes=500-', 'default'),
    answer: readResponse('GET', response, thousand.size),
    exchange: answeredWith(response),
    verdict: { kind: 'conforms', aspects: [], notes: [] },
  }));

const strength = { level: 'required', headers: 'expected' } as const;

const differences = (...responses: (typeof half)[]) =>
  alike(numbered(...responses), strength)
    .filter(({ verdict }) => verdict === 'violates')
    .map(({ aspect, level, expected, actual }) => `${aspect}, ${level}: ${expected}; ${actual}`);

const idsOfRequests = ['x-amzn-requestid', 'x-trans-id', 'x-openstack-request-id', 'x-goog-request-id', 'trace-id'];

test.each([...Object.keys(volatileFields), ...idsOfRequests])('%s may differ between two answers', (name) => {
  expect(differences(withHeader(half, name, 'one'), withHeader(half, name, 'two'))).toEqual([]);
});

test('every other field may not, and a field that is missing counts', () => {
  expect(differences(withHeader(half, 'x-part-id', 'one'), withHeader(half, 'x-part-id', 'two'))).toEqual([
    'headers, expected: x-part-id: one (as in answer 1); x-part-id: two (in answer 2)',
  ]);
  expect(differences(half, half, withHeader(half, 'Content-Language', 'en'))).toEqual([
    'headers, expected: no other (as in answer 1); content-language: en (in answer 3)',
  ]);
});

test('the same length from another place is another answer', () => {
  expect(differences(half, { ...half, body: { ...half.body, place: sliceExchange(0, 499) } })).toEqual([
    'body-bytes, required: bytes 500-999 of the object (as in answer 1); bytes 0-499 of the object (in answer 2)',
  ]);
});

test('a validator is compared where both answers have it', () => {
  expect(differences(half, withHeader(half, 'ETag', '"other"'))).toEqual([
    'validators, required: etag: "A1B2C3" (as in answer 1); etag: "other" (in answer 2)',
  ]);
});

test('two error documents are alike by their code, whatever else they say', () => {
  const refusal = (code: string, id: string) => {
    const headers: HeaderField[] = [['Content-Type', 'application/xml']];
    return inventResponse({ status: 416, headers, text: errorText(code).replace('Some words.', id) });
  };
  expect(differences(refusal('InvalidRange', 'a'), refusal('InvalidRange', 'bcd'))).toEqual([]);
  expect(differences(refusal('InvalidRange', 'a'), refusal('InvalidArgument', 'a'))).toEqual([
    'error-code, required: InvalidRange (as in answer 1); InvalidArgument (in answer 2)',
  ]);
});
