import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../model/outcome.js';
import type { Claim } from '../model/table.js';
import { levels, methods } from '../model/vocabulary.js';
import { readTable } from './read-table.js';
import { readTopic } from './read-topic.js';
import { type RowDraft, toRow } from './to-row.js';

function readBack(row: string): unknown {
  const reading = readTopic({ file: 'rows.yaml', text: `topic: t\nabout: x\ncases:\n${row}` });
  if (reading.kind === 'rejected') throw new Error(`${JSON.stringify(reading.problems)}\n${row}`);
  const { topic, location, ...draft } = reading.value.cases[0] ?? { topic: '', location: null };
  return draft;
}

const refused: Outcome = { status: 416, body: { kind: 'error' }, errorCode: 'InvalidRange' };
const draft: RowDraft = {
  id: 'found/by-a-property',
  title: 'an end one past the last byte',
  object: { name: 'bytes-7', size: 7 },
  range: ['bytes=3-7'],
  claims: {
    default: { level: 'required', evidence: ['range-guide'], outcomes: [{ status: 200, body: { kind: 'whole' } }] },
    standard: {
      level: 'observed',
      evidence: ['range-guide', 'seed'],
      outcomes: [{ status: 206, body: { kind: 'slice', first: 3, last: 6 } }, refused],
      why: 'nobody says',
    },
  },
};

describe('a row is ready to paste', () => {
  it('under cases, in the style of the table', () => {
    expect(toRow(draft)).toMatchInlineSnapshot(`
      "  - id: found/by-a-property
          title: an end one past the last byte
          object: bytes-7
          range: "bytes=3-7"
          expect:
            default: { status: 200, body: whole }
            standard:
              oneOf:
                - { status: 206, body: 3-6 }
                - { status: 416, body: error, code: InvalidRange }
          level: { default: required, standard: observed }
          evidence:
            default: [ range-guide ]
            standard: [ range-guide, seed ]
          why:
            standard: nobody says
      "
    `);
  });

  it('and what both behaviours share stands once', () => {
    const shared: Claim = { level: 'observed', evidence: ['seed'], outcomes: [refused], why: 'because' };
    const claims = { default: shared, standard: shared };
    expect(
      toRow({ ...draft, method: 'HEAD', range: ['a ', ''], headers: [['If-Match', '*']], facts: ['A1'], claims }),
    ).toMatchInlineSnapshot(`
      "  - id: found/by-a-property
          title: an end one past the last byte
          object: bytes-7
          method: HEAD
          range: [ "a ", "" ]
          headers:
            If-Match: "*"
          expect:
            default: { status: 416, body: error, code: InvalidRange }
            standard: { status: 416, body: error, code: InvalidRange }
          level: observed
          evidence: [ seed ]
          facts: [ A1 ]
          why: because
      "
    `);
  });
});

it('every row of the table reads back as itself', async () => {
  const { cases } = await readTable();
  for (const { topic, location, relative, ...row } of cases) expect(readBack(toRow(row))).toEqual(row);
});

const size = 50;
const position = fc.integer({ min: 0, max: size - 1 });
const fieldValue = fc.string({
  unit: fc.constantFrom(...'bytes=0123456789-,; \t"\'#:{}[]&*!|>%@`\\'.split('')),
  maxLength: 200,
});
const words = fc.string({ minLength: 1, maxLength: 200 }).filter((text) => !/\s{2}|^\s|\s$/.test(text));
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant<Outcome>({ status: 200, body: { kind: 'whole' }, contentRange: null }),
  fc.constant<Outcome>({ status: 304, body: { kind: 'empty' } }),
  fc.constant<Outcome>({ ...refused, contentRange: `bytes */${size}` }),
  fc.tuple(position, position).map(
    ([a, b]): Outcome => ({
      status: 206,
      body: { kind: 'slice', first: Math.min(a, b), last: Math.max(a, b) },
      contentLength: 3,
    }),
  ),
);
const claim: fc.Arbitrary<Claim> = fc
  .record({
    level: fc.constantFrom(...levels),
    evidence: fc.array(fc.constantFrom('seed', 'range-guide', 'rfc9110-14.1.2')),
    outcomes: fc.array(outcome, { minLength: 1, maxLength: 3 }),
    why: fc.option(words, { nil: undefined }),
  })
  .map(({ why, ...rest }) => (why === undefined ? rest : { ...rest, why }));
const drawn = fc.record({
  id: fc.constant('t/drawn'),
  title: words,
  object: fc.constant({ name: `bytes-${size}`, size }),
  method: fc.constantFrom(...methods),
  range: fc.array(fieldValue, { maxLength: 3 }),
  headers: fc.uniqueArray(fc.tuple(fc.constantFrom('If-Match', 'x-oss-meta-A', 'Accept'), fieldValue), {
    selector: ([name]) => name,
  }),
  claims: fc.record({ default: claim, standard: claim }),
  facts: fc.array(fc.constantFrom('A1', 'F12')),
});

const seed = Math.trunc(Math.random() * 2 ** 31);
it(`any row reads back as itself (seed ${seed})`, () => {
  fc.assert(
    fc.property(drawn, (row) => {
      expect(readBack(toRow(row))).toEqual(row);
    }),
    { seed, numRuns: 150 },
  );
});

it('a row with an object, an address, a signature and fields of its own reads back as itself', () => {
  const parts: Outcome = {
    status: 206,
    statusLevel: 'observed',
    body: {
      kind: 'parts',
      parts: [
        { first: 0, last: 1 },
        { first: 3, last: 4 },
      ],
    },
    fields: { 'Content-Type': { matches: 'multipart/.*' }, Server: 'AliyunOSS', 'Content-MD5': null },
  };
  const claim: Claim = { level: 'expected', evidence: ['seed'], outcomes: [parts] };
  const row = {
    ...draft,
    object: { name: 'longest', size: 10, key: 'a +%2F/ü', keyBytes: 1023, type: 'text/plain' },
    method: 'GET',
    headers: [['x-oss-multi-range-behavior', 'multi-range']],
    query: [
      ['response-content-type', 'text/html'],
      ['acl', null],
    ],
    missing: 'key',
    auth: {
      by: 'url-v4',
      unsigned: ['x-oss-range-behavior'],
      additional: ['Range'],
      method: 'HEAD',
      secret: 'another',
    },
    claims: { default: claim, standard: claim },
    facts: [],
  } as const satisfies RowDraft;
  expect(readBack(toRow(row))).toEqual(row);
  expect(readBack(toRow({ ...row, object: { name: 'folder', size: 0, key: 'folder/' } }))).toMatchObject({
    object: { name: 'folder', size: 0, key: 'folder/' },
  });
});
