import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveTarget } from '../../driver/target/resolve-target.js';
import type { Target } from '../../driver/target/target.js';
import { laws } from '../../property/laws.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../../reference/server/server.js';
import type { PropertyReport } from '../../report/document/document.js';
import { violationText } from '../../report/text/describe.js';
import { unlawful } from '../../testing/store/tiny-deviations.js';
import { type TinyDeviation, withTinyStore } from '../../testing/store/tiny-store.js';
import { type PropertyRunOptions, runProperties } from '../../testing/suite/law-run.js';

const targetAt = (endpoint: string): Target =>
  resolveTarget({ endpoint, bucket: 'conformance', region: 'cn-hangzhou', addressing: 'path' }, {});

const against = (deviation: TinyDeviation, name: string, options: PropertyRunOptions = {}) =>
  withTinyStore(deviation, async ({ origin, objects }) => {
    const run = await runProperties(targetAt(origin), [`property/${name}`], options);
    return { ...run, left: [...objects.keys()] };
  });

const broken = (reports: readonly PropertyReport[]) =>
  reports
    .filter(({ verdict }) => verdict === 'violates')
    .map(({ behaviour, counterexample }) => {
      const steps = counterexample?.steps ?? [];
      const aspects = counterexample?.aspects.filter(({ verdict }) => verdict === 'violates') ?? [];
      const { request } = counterexample!;
      return {
        behaviour,
        size: request.objectSize,
        requests: steps.length,
        aspects: aspects.map(({ aspect }) => aspect),
      };
    });

describe('every law holds', () => {
  let embedded: ReferenceEndpoint;
  beforeAll(async () => {
    embedded = await createReferenceEndpoint({
      bucket: 'conformance',
      region: 'cn-hangzhou',
      credentials: [],
      acl: 'public-read-write',
    });
  });
  afterAll(() => embedded.close());

  const all = `{${laws.map(({ name }) => name).join(',')}}`;
  const claimed = laws.flatMap(({ claims }) => Object.keys(claims)).length;
  const unheld = (reports: readonly PropertyReport[]) => reports.filter(({ verdict }) => verdict !== 'conforms');

  test('on the embedded endpoint, and nothing is left behind', async () => {
    const { reports, leftovers } = await runProperties(targetAt(embedded.url), [`property/${all}`], { runs: 30 });
    expect([reports.length, unheld(reports), leftovers]).toEqual([claimed, [], []]);
  });

  test.each([
    { malformedUnderStandard: 'whole', listUnderStandard: 'first', unitInCapitals: 'accepted', repeatedLines: 'first' },
    {
      malformedUnderStandard: 'refused',
      listUnderStandard: 'refused',
      unitInCapitals: 'ignored',
      oversizeNumbers: 'refused',
      contentRangeOn416: true,
    },
  ] as const)('on two stores that differ where no source decides: %j', async (choices) => {
    const { reports, left } = await against({ choices }, all, { runs: 30 });
    expect([reports.length, unheld(reports), left]).toEqual([claimed, [], []]);
  });
});

describe('a store that breaks a law is found, by few requests on a small object', () => {
  test.each([
    ['agreement', 'clampedUnderStandardOnly', 2, 2, 'body-bytes'],
    ['agreement', 'modeAddsHeader', 1, 2, 'headers'],
    ['partition', 'lastByteMissing', 3, 2, 'body-bytes'],
    ['chunked-reader', 'lastChunkShort', 3, 3, 'body-bytes'],
    ['chunked-reader', 'wholeAtTheEnd', 1, 2, 'status'],
    ['equivalence', 'suffixFromTheFront', 2, 3, 'body-bytes'],
    ['list-prefix', 'readsLastOfList', 1, 2, 'status'],
    ['validators', 'otherEtagOn206', 1, 3, 'validators'],
    ['idempotence', 'flaky', 1, 3, 'status'],
    ['interleaving', 'leakingMode', 1, 6, 'status'],
    ['interleaving', 'swappedAnswers', 1, 6, 'status'],
    ['spelling', 'caseSensitive', 1, 2, 'status'],
    ['robustness', 'failsOnLongValues', 1, 1, 'framing'],
  ] as const)('%s: %s', async (name, deviation, size, requests, aspect) => {
    const [first] = broken((await against(unlawful[deviation](), name)).reports);
    expect(first?.size).toBeLessThanOrEqual(size);
    expect(first?.requests).toBeLessThanOrEqual(requests);
    expect(first?.aspects).toContain(aspect);
  });

  test('freshness: a stale slice takes a write, an overwrite and a read', async () => {
    const { reports, left } = await against(unlawful.staleSlices(), 'freshness');
    const methods = reports.map(({ verdict, counterexample }) => [
      verdict,
      ...(counterexample?.steps ?? []).map(({ request }) => request.method),
    ]);
    expect(methods).toEqual([
      ['violates', 'PUT', 'PUT', 'GET'],
      ['violates', 'PUT', 'PUT', 'GET'],
    ]);
    expect(left).toEqual([]);
  });

  test('a value that is refused in silence is as short as it can be', async () => {
    const { reports } = await against(unlawful.failsOnLongValues(), 'robustness');
    expect(reports[0]?.counterexample?.request.range[0]).toHaveLength(513);
  });
});

test('a counterexample tells every request with its answer', async () => {
  const { reports } = await against(unlawful.otherEtagOn206(), 'validators');
  const lines = violationText(reports[0]!, {}).split('\n');
  expect(lines.filter((line) => / -> |of the object|validators:/.test(line))).toMatchInlineSnapshot(`
    [
      "  requested   1. HEAD -> 200, no body",
      "              2. GET -> 200, the whole object (1 bytes)",
      "              3. GET, Range: bytes=0-0 -> 206, the whole object (1 bytes), Content-Range: bytes 0-0/1",
      "              of the object bytes-1, 1 byte",
      "  violated    validators: expected ETag: "F186217753C37B9B9F958D906208506E" (in answer 1), got ETag: "of-the-part" (in answer 3)",
    ]
  `);
});

test('a validator that is absent is recorded, and fails nothing', async () => {
  const { reports } = await against({}, 'validators');
  expect(reports.map(({ verdict, notes }) => [verdict, notes])).toMatchInlineSnapshot(`
    [
      [
        "conforms",
        [
          "x-oss-hash-crc64ecma is absent from HEAD 200, GET 200, GET 206.",
        ],
      ],
      [
        "conforms",
        [
          "x-oss-hash-crc64ecma is absent from HEAD 200, GET 200, GET 206.",
        ],
      ],
    ]
  `);
});

test('a store that cannot be asked makes every law inconclusive, and none violated', async () => {
  const { reports } = await runProperties(targetAt('http://127.0.0.1:9'), ['property/{agreement,freshness}'], {
    runs: 6,
  });
  expect(reports.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive', 'inconclusive']);
});

test('an exhaustive run asks every range once under each behaviour', async () => {
  const { reports, requests } = await against({}, 'exhaustive', { exhaustive: 4, runs: 0, budgetMs: 2_000 });
  // Of n bytes: n + 2 first positions, each open, as a suffix, and with n + 2 last positions.
  const ranges = 3 * 5 + 4 * 6 + 5 * 7 + 6 * 8;
  expect(reports.map(({ verdict, runs }) => [verdict, runs])).toEqual([
    ['conforms', ranges],
    ['conforms', ranges],
  ]);
  // Besides, each object is written, read and removed, and a refusal has a control under each behaviour.
  expect(requests).toBe(2 * ranges + 3 * 4 + 2 * 4);
});

test('an exhaustive run finds the smallest object on which a range is wrong', async () => {
  const { reports } = await against(unlawful.lastByteMissing(), 'exhaustive', { exhaustive: 6, runs: 0 });
  expect(reports.map(({ counterexample }) => counterexample?.request.objectSize)).toEqual([2, 2]);
});

test('a budget goes on drawing with new seeds, and the report counts all draws', async () => {
  const once = await against({}, 'open', { runs: 20 });
  expect(once.reports.map(({ runs }) => runs)).toEqual([20, 20]);
  // A busy machine may have no time left after the first pass: then a longer budget is what shows it.
  for (const budgetMs of [400, 2_000, 8_000]) {
    const { reports } = await against({}, 'open', { runs: 20, budgetMs });
    expect(reports.map(({ verdict }) => verdict)).toEqual(['conforms', 'conforms']);
    if (reports.every(({ runs }) => runs > 40)) return;
  }
  expect.unreachable('no pass after the first one');
});

test('what a later pass of a budget finds is repeated by the seed of that pass', async () => {
  const fromLaterOn: TinyDeviation = { decide: (usual, { number }) => (number > 120 ? { kind: 'whole' } : usual) };
  const { reports } = await against(fromLaterOn, 'open', { runs: 20, budgetMs: 5_000, seed: 7 });
  for (const { verdict, repro } of reports) {
    expect(verdict).toBe('violates');
    expect(Number(/--seed (\d+)/.exec(repro.command)?.[1])).toBeGreaterThan(7);
  }
});
