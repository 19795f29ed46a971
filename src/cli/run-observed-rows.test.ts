import { describe, expect, test } from 'vitest';
import { runAgainst } from '../testing/conformance-run.js';
import { type Deviation, withTinyStore } from '../testing/tiny-store.js';

/** Two stores that differ wherever no source says who is right. */
const oneWay: Deviation = {
  choices: {
    malformedUnderStandard: 'whole',
    listUnderStandard: 'first',
    unitInCapitals: 'accepted',
    repeatedLines: 'first',
    oversizeNumbers: 'as-any-other',
    rangeOnHead: 'ignored',
    contentRangeOn416: false,
  },
};
const anotherWay: Deviation = {
  choices: {
    malformedUnderStandard: 'refused',
    listUnderStandard: 'refused',
    unitInCapitals: 'ignored',
    repeatedLines: 'ignored',
    oversizeNumbers: 'refused',
    rangeOnHead: 'applied',
    contentRangeOn416: true,
  },
};

test('two stores that differ only in what no source settles both conform, strictly', { timeout: 60_000 }, async () => {
  const runs = await Promise.all(
    [oneWay, anotherWay].map((deviation) =>
      withTinyStore(deviation, ({ origin }) => runAgainst(origin, ['--strict', '--runs', '1'])),
    ),
  );
  expect(runs.map(({ exitCode, report }) => [exitCode, report.totals.conforms])).toEqual([
    [0, runs[0]?.report.totals.planned],
    [0, runs[1]?.report.totals.planned],
  ]);
  const [one = [], other = []] = runs.map(({ report }) => report.checks);
  const different = one.filter(({ received }, index) => received !== other[index]?.received);
  // A Content-Range on a 416 is the one difference that required and expected rows see.
  const settled = different.filter(({ level, received }) => level !== 'observed' && received !== '416, InvalidRange');
  expect(settled).toEqual([]);
  expect([...new Set(different.filter(({ level }) => level === 'observed').map(({ topic }) => topic))]).toEqual([
    'duplicate-range-lines',
    'head',
    'inverted',
    'list',
    'malformed',
    'negative',
    'oversize-numbers',
    'tolerated-spellings',
  ]);
});

describe.concurrent('a store that breaks only what is expected', () => {
  const lenient: Deviation = {
    decide: (usual, { range, standard }) =>
      standard && range?.kind === 'suffix' && range.length === 0n ? { kind: 'whole' } : usual,
  };

  test('passes with a warning', () =>
    withTinyStore(lenient, async ({ origin }) => {
      const { exitCode, stdout, report } = await runAgainst(origin, ['--case', 'suffix-zero']);
      expect({ exitCode, violates: report.totals.violates, gate: report.gate }).toEqual({
        exitCode: 0,
        violates: 3,
        gate: [
          "3 violations of what is only expected, the first is suffix-zero/of-128-kib (standard); let them decide: oss-range run --case 'suffix-zero/of-128-kib' --behaviour standard --strict",
        ],
      });
      expect(stdout).toContain(
        '3 violations below the gate: reported, not counted against the target; under --strict `expected` decides too',
      );
    }));

  test('fails under --strict', () =>
    withTinyStore(lenient, async ({ origin }) => {
      const { exitCode, report } = await runAgainst(origin, ['--case', 'suffix-zero', '--strict']);
      expect([exitCode, report.totals.violates]).toEqual([1, 3]);
    }));
});

test('an answer to an observed row that no source names conforms as long as it is coherent', () =>
  // `bytes=-1-10` read as the last byte: one byte, which occurs elsewhere in the object as well.
  withTinyStore(
    {
      decide: (usual, { ranges, standard }, size) =>
        standard && ranges[0] === 'bytes=-1-10' ? { kind: 'part', first: size - 1, last: size - 1 } : usual,
    },
    async ({ origin }) => {
      const { exitCode, report } = await runAgainst(origin, ['--case', 'negative/start', '--behaviour', 'standard']);
      expect({ exitCode, checks: report.checks.map(({ received, notes }) => ({ received, notes })) }).toEqual({
        exitCode: 0,
        checks: [
          {
            received: '206, bytes 999-999 (1 bytes), Content-Range: bytes 999-999/1000',
            notes: ['The answer, 206, is none of those that sources name.'],
          },
        ],
      });
    },
  ));
