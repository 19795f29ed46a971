import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordedResponse } from '../exchange/exchange.js';
import { type HeaderField, levels, methods } from '../spec/model/vocabulary.js';
import { faultlessResponse } from '../testing/builders/exchanges.js';
import { arbitraryFacts, outcomesOf, sizes } from '../testing/builders/outcome-arbitraries.js';
import { readResponse } from './answer.js';
import { judgeAnswer } from './judge-answer.js';
import type { ObjectFacts } from './object-facts.js';
import type { PreparedCheck } from './prepared-check.js';
import type { Verdict } from './verdict.js';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const repeat = `seed ${seed}; FC_SEED repeats`;

const judge = (check: PreparedCheck, response: RecordedResponse): Verdict =>
  judgeAnswer(check, readResponse(check.request.method, response, check.object.facts.size));

const violated = (verdict: Verdict) =>
  verdict.kind === 'conforms'
    ? verdict.aspects.filter((aspect) => aspect.verdict !== 'conforms')
    : [`the verdict is ${verdict.kind}`, verdict];

/** What servers may do differently without any source deciding: which fields they send beyond the needed ones, and how they spell them. */
const liberties = fc.record({
  withoutLength: fc.boolean(),
  without: fc.subarray(['ETag', 'Last-Modified', 'x-oss-hash-crc64ecma']),
  unsatisfied: fc.boolean(),
  more: fc.subarray<HeaderField>([
    ['Accept-Ranges', 'bytes'],
    ['x-oss-request-id', '5DA9A1B2C3D4E5F607182930'],
    ['Content-MD5', 'eB5eJF1ptWaXm4bijSPyxw=='],
  ]),
  spell: fc.constantFrom(
    (name: string) => name,
    (name: string) => name.toLowerCase(),
    (name: string) => name.toUpperCase(),
  ),
  padding: fc.constantFrom('', ' ', '\t '),
  reverse: fc.boolean(),
  delimitedBy: fc.constantFrom('content-length' as const, 'chunked' as const, 'close' as const),
});
type Liberties = typeof liberties extends fc.Arbitrary<infer T> ? T : never;

function takeLiberties(right: RecordedResponse, object: ObjectFacts, taken: Liberties): RecordedResponse {
  const absent = new Set<string>([...taken.without, ...(taken.withoutLength ? ['Content-Length'] : [])]);
  const headers: HeaderField[] = [
    ...right.headers.filter(([name]) => !absent.has(name)),
    ...taken.more,
    ...(taken.unsatisfied && right.status === 416 ? [['Content-Range', `bytes */${object.size}`] as const] : []),
  ].map(([name, value]) => [taken.spell(name), `${taken.padding}${value}${taken.padding}`]);
  return {
    ...right,
    headers: taken.reverse ? headers.reverse() : headers,
    framing: { ...right.framing, delimitedBy: taken.delimitedBy },
  };
}

describe('a right answer', () => {
  const situations = fc.oneof(fc.constant(0), fc.constant(1), sizes).chain((size) =>
    fc.record({
      method: fc.constantFrom(...methods),
      object: arbitraryFacts(size),
      level: fc.constantFrom(...levels),
      right: outcomesOf(size),
      others: fc.array(outcomesOf(size), { maxLength: 3 }),
      at: fc.nat({ max: 3 }),
      taken: liberties,
    }),
  );

  test(`conforms, whichever outcome it follows and whatever liberties it takes (${repeat})`, () => {
    fc.assert(
      fc.property(situations, ({ method, object, level, right, others, at, taken }) => {
        const check = {
          request: { method },
          object: { facts: object },
          level,
          outcomes: others.toSpliced(at, 0, right),
        };
        const answer = faultlessResponse(right, object, method);
        expect(violated(judge(check, answer))).toEqual([]);
        expect(violated(judge(check, takeLiberties(answer, object, taken)))).toEqual([]);
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('an `observed` question', () => {
  const situations = fc.oneof(fc.constant(0), sizes).chain((size) =>
    fc.record({
      method: fc.constantFrom(...methods),
      object: arbitraryFacts(size),
      outcomes: fc.array(outcomesOf(size), { minLength: 1, maxLength: 3 }),
      answer: outcomesOf(size),
      taken: liberties,
    }),
  );

  test(`conforms to any coherent answer, and notes one that no source names (${repeat})`, () => {
    fc.assert(
      fc.property(situations, ({ method, object, outcomes, answer, taken }) => {
        const check: PreparedCheck = { request: { method }, object: { facts: object }, level: 'observed', outcomes };
        const verdict = judge(check, takeLiberties(faultlessResponse(answer, object, method), object, taken));
        const named = outcomes.some((outcome) => outcome.status === answer.status);
        const note = `The answer, ${answer.status}, is not among those that sources name.`;
        expect(violated(verdict)).toEqual([]);
        if (!named) expect('notes' in verdict && verdict.notes).toEqual([note]);
      }),
      { seed, numRuns: 1000 },
    );
  });
});
