import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordedResponse } from '../exchange/exchange.js';
import type { Outcome } from '../spec/model/outcome.js';
import {
  errorText,
  faultlessResponse,
  inventResponse,
  sliceExchange,
  withHeader,
} from '../testing/builders/exchanges.js';
import { arbitraryFacts, outcomesOf, sizes } from '../testing/builders/outcome-arbitraries.js';
import { readResponse } from './answer.js';
import { judgeAnswer } from './judge-answer.js';
import type { ObjectFacts } from './object-facts.js';
import type { PreparedCheck } from './prepared-check.js';
import { type Aspect, type AspectResult, aspects } from './verdict.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const repeat = `seed ${seed}; FC_SEED repeats`;

function violated(check: PreparedCheck, response: RecordedResponse): AspectResult['aspect'][] {
  const verdict = judgeAnswer(check, readResponse(check.request.method, response, check.object.facts.size));
  const named = 'aspects' in verdict ? verdict.aspects.filter((aspect) => aspect.verdict === 'violates') : [];
  expect(verdict.kind).toBe(named.length > 0 ? 'violates' : 'conforms');
  return named.map(({ aspect }) => aspect);
}

/** One thing changed in a right answer; the aspects that it must make wrong; and where it can be done at all. */
interface Mutation {
  readonly aspects: readonly Aspect[];
  readonly where: (outcome: Outcome, object: ObjectFacts) => boolean;
  readonly mutate: (response: RecordedResponse, by: number, object: ObjectFacts) => RecordedResponse;
}

const is206: Mutation['where'] = ({ status }) => status === 206;
const is200: Mutation['where'] = ({ status }) => status === 200;
const hasBytes: Mutation['where'] = ({ body }) => body.kind === 'slice' || body.kind === 'whole';
const isRefusal: Mutation['where'] = ({ errorCode }) => errorCode !== undefined;
const hasLength: Mutation['where'] = ({ status }) => status !== 304;

const place = (
  response: RecordedResponse,
  change: (first: number, last: number) => [number, number],
): RecordedResponse => {
  const { body } = response;
  const [first, last] = body.place.kind === 'slice' ? [body.place.first, body.place.last] : [0, body.length - 1];
  return { ...response, body: { ...body, place: sliceExchange(...change(first, last)) } };
};
const range = (
  response: RecordedResponse,
  change: (numbers: [number, number, number]) => number[],
): RecordedResponse => {
  const value = response.headers.find(([name]) => name === 'Content-Range')?.[1] ?? '';
  const [first = 0, last = 0, total = 0] = change(value.match(/\d+/g)!.map(Number) as [number, number, number]);
  return withHeader(response, 'Content-Range', `bytes ${first}-${last}/${total}`);
};
const length = (response: RecordedResponse, by: number): RecordedResponse => ({
  ...response,
  body: { ...response.body, length: response.body.length + by },
});
const text = (response: RecordedResponse, content: string): RecordedResponse =>
  withHeader(
    { ...response, body: inventResponse({ status: 400, text: content }).body },
    'Content-Length',
    `${new TextEncoder().encode(content).length}`,
  );

const mutations: Record<string, Mutation> = {
  'another status of success': {
    aspects: ['status'],
    where: hasLength,
    mutate: (r) => ({ ...r, status: r.status === 200 ? 206 : 200 }),
  },
  'a status nearby': { aspects: ['status'], where: () => true, mutate: (r, by) => ({ ...r, status: r.status + by }) },
  'bytes from later': {
    aspects: ['body-bytes'],
    where: hasBytes,
    mutate: (r, by) => place(r, (a, b) => [a + by, b + by]),
  },
  'bytes from earlier': {
    aspects: ['body-bytes'],
    where: hasBytes,
    mutate: (r, by) => place(r, (a, b) => [a - by, b - by]),
  },
  'a later first byte': {
    aspects: ['body-bytes'],
    where: hasBytes,
    mutate: (r, by) => place(r, (a, b) => [a + by, b]),
  },
  'an earlier last byte': {
    aspects: ['body-bytes'],
    where: hasBytes,
    mutate: (r, by) => place(r, (a, b) => [a, b - by]),
  },
  'bytes of another object': {
    aspects: ['body-bytes'],
    where: hasBytes,
    mutate: (r) => ({
      ...r,
      body: { ...r.body, place: { kind: 'other-object', object: 'o', first: 0, last: r.body.length - 1 } },
    }),
  },
  'a damaged byte': {
    aspects: ['body-bytes'],
    where: hasBytes,
    mutate: (r, by) => ({
      ...r,
      body: {
        ...r.body,
        place: {
          kind: 'unknown',
          difference: { bodyOffset: by, objectOffset: by, expectedHex: '00', actualHex: '01' },
        },
      },
    }),
  },
  'a longer body': { aspects: ['body-length', 'content-length'], where: hasBytes, mutate: (r, by) => length(r, by) },
  'a shorter body': { aspects: ['body-length', 'content-length'], where: hasBytes, mutate: (r) => length(r, -1) },
  'another Content-Length': {
    aspects: ['content-length'],
    where: hasLength,
    mutate: (r, by) =>
      withHeader(r, 'Content-Length', `${Number(r.headers.find(([name]) => name === 'Content-Length')![1]) + by}`),
  },
  'a second Content-Length': {
    aspects: ['content-length'],
    where: hasLength,
    mutate: (r) => ({ ...r, headers: [...r.headers, ...r.headers.filter(([name]) => name === 'Content-Length')] }),
  },
  'another first position in Content-Range': {
    aspects: ['body-bytes', 'content-range'],
    where: (outcome) => outcome.body.kind === 'slice' && outcome.body.first < outcome.body.last,
    mutate: (r) => range(r, ([a, b, n]) => [a + 1, b, n]),
  },
  'a last position in Content-Range past the end': {
    aspects: ['content-range'],
    where: is206,
    mutate: (r, by) => range(r, ([a, , n]) => [a, n - 1 + by, n]),
  },
  'another last position in Content-Range': {
    aspects: ['body-bytes', 'content-range'],
    where: (outcome, object) => outcome.body.kind === 'slice' && outcome.body.last < object.size - 1,
    mutate: (r) => range(r, ([a, b, n]) => [a, b + 1, n]),
  },
  'another complete length in Content-Range': {
    aspects: ['content-range'],
    where: is206,
    mutate: (r, by) => range(r, ([a, b, n]) => [a, b, n + by]),
  },
  'the length of the slice as complete length': {
    aspects: ['content-range'],
    where: (outcome, object) =>
      outcome.body.kind === 'slice' && outcome.body.last - outcome.body.first + 1 < object.size,
    mutate: (r) => range(r, ([a, b]) => [a, b, b - a + 1]),
  },
  'no Content-Range': { aspects: ['content-range'], where: is206, mutate: (r) => withHeader(r, 'Content-Range', null) },
  'a second Content-Range': {
    aspects: ['content-range'],
    where: is206,
    mutate: (r) => ({ ...r, headers: [...r.headers, ...r.headers.filter(([name]) => name === 'Content-Range')] }),
  },
  'a Content-Range on a 200': {
    aspects: ['content-range'],
    where: is200,
    mutate: (r, _, { size }) => withHeader(r, 'Content-Range', `bytes 0-${size - 1}/${size}`),
  },
  'another complete length on a 416': {
    aspects: ['content-range'],
    where: ({ status }) => status === 416,
    mutate: (r, by, { size }) => withHeader(r, 'Content-Range', `bytes */${size + by}`),
  },
  'another error code': { aspects: ['error-code'], where: isRefusal, mutate: (r) => text(r, errorText('NoSuchKey')) },
  'an error code in another case': {
    aspects: ['error-code'],
    where: isRefusal,
    mutate: (r) => text(r, new TextDecoder().decode(r.body.prefix).toLowerCase()),
  },
  'an error as HTML': {
    aspects: ['error-code'],
    where: isRefusal,
    mutate: (r) => text(r, '<html><body>InvalidRange</body></html>'),
  },
  'an error without document': { aspects: ['error-code'], where: isRefusal, mutate: (r) => text(r, '') },
  'another ETag': {
    aspects: ['validators'],
    where: ({ status }) => status < 400,
    mutate: (r) => withHeader(r, 'ETag', '"of the slice"'),
  },
  'another CRC-64': {
    aspects: ['validators'],
    where: ({ status }) => status < 400,
    mutate: (r) => withHeader(r, 'x-oss-hash-crc64ecma', '18446744073709551616'),
  },
  'another Last-Modified': {
    aspects: ['validators'],
    where: ({ status }) => status < 400,
    mutate: (r) => withHeader(r, 'Last-Modified', 'Sat, 19 Oct 2019 08:00:00 GMT'),
  },
  'bytes after the end': {
    aspects: ['framing'],
    where: () => true,
    mutate: (r, by) => ({ ...r, framing: { ...r.framing, extraBytes: by, extraPrefix: new Uint8Array(by) } }),
  },
};

describe(`one thing changed in a right answer to a required question violates, and the aspect is named (${repeat})`, () => {
  const all = sizes.chain((size) => {
    const object = arbitraryFacts(size).map((known) => ({
      ...known,
      crc64: known.crc64 ?? '1',
      etag: known.etag ?? '"e"',
      lastModified: known.lastModified ?? 'then',
    }));
    return fc.record({ object, outcome: outcomesOf(size), by: fc.integer({ min: 1, max: 99 }) });
  });

  test.each(Object.entries(mutations))('%s', (_, { aspects: named, where, mutate }) => {
    const situations = all.filter(({ object, outcome }) => where(outcome, object));
    fc.assert(
      fc.property(situations, ({ object, outcome, by }) => {
        const check: PreparedCheck = {
          request: { method: 'GET' },
          object: { facts: object },
          level: 'required',
          outcomes: [outcome],
        };
        const found = violated(check, mutate(faultlessResponse(outcome, object), by, object));
        if (named[0] === 'status') expect(found).toContain('status');
        else expect(found).toEqual(named);
      }),
      { seed, numRuns: 200 },
    );
  });

  test('every aspect has a change that is named after it', () => {
    const named = new Set(Object.values(mutations).flatMap((mutation) => mutation.aspects));
    // What a row says of header fields has tests of its own, beside its judge.
    expect([...named].sort()).toEqual(aspects.filter((aspect) => aspect !== 'header-fields').sort());
  });
});

describe('an `observed` question', () => {
  const incoherent = [
    'bytes from later',
    'a longer body',
    'another complete length in Content-Range',
    'no Content-Range',
    'a Content-Range on a 200',
    'another ETag',
    'bytes after the end',
  ];

  test.each(incoherent)(`is violated by %s, whatever sources name (${repeat})`, (name) => {
    const { where, mutate } = mutations[name]!;
    const situation = sizes.chain((size) =>
      fc.record({
        object: arbitraryFacts(size).map((known) => ({ ...known, etag: known.etag ?? '"e"' })),
        outcomes: fc.array(outcomesOf(size), { minLength: 1, maxLength: 3 }),
        answer: outcomesOf(size),
        by: fc.integer({ min: 1, max: 99 }),
      }),
    );
    fc.assert(
      fc.property(
        situation.filter(({ object, answer }) => where(answer, object)),
        ({ object, outcomes, answer, by }) => {
          const check: PreparedCheck = {
            request: { method: 'GET' },
            object: { facts: object },
            level: 'observed',
            outcomes,
          };
          expect(violated(check, mutate(faultlessResponse(answer, object), by, object))).not.toEqual([]);
        },
      ),
      { seed, numRuns: 200 },
    );
  });
});
