import { describe, expect, test } from 'vitest';
import { type TinyDeviation, withTinyStore } from '../testing/store/tiny-store.js';
import { runHere } from '../testing/suite/run-here.js';

/** Two stores that differ wherever no source says who is right. */
const oneWay: TinyDeviation = {
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
const anotherWay: TinyDeviation = {
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

/** Wrong where the table only expects something, and unheard of, yet coherent, where it leaves everything open. */
const lenient: TinyDeviation = {
  decide: (usual, { range, ranges, standard }, size) => {
    if (standard && range?.kind === 'suffix' && range.length === 0n) return { kind: 'whole' };
    // One byte, which occurs elsewhere in the object as well.
    return standard && ranges[0] === 'bytes=-1-10' ? { kind: 'part', first: size - 1, last: size - 1 } : usual;
  },
};
const selection = ['--case', 'suffix-zero', '--case', 'negative/start', '--behaviour', 'standard'];

describe.concurrent('beyond what is required', { timeout: 60_000 }, () => {
  test('two stores that differ only in what no source settles both conform, strictly', async () => {
    const runs = await Promise.all(
      [oneWay, anotherWay].map((deviation) =>
        withTinyStore(deviation, ({ origin }) => runHere(origin, ['--strict', '--runs', '1'])),
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

  test('a store that breaks only what is expected passes with a warning, and with a note where no source names its answer', () =>
    withTinyStore(lenient, async ({ origin }) => {
      const { exitCode, stdout, report } = await runHere(origin, selection);
      const gate = report.gate.map((line) => line.replace(/ --endpoint .+ --auth \S+/, ''));
      expect({ exitCode, violates: report.totals.violates, gate }).toEqual({
        exitCode: 0,
        violates: 3,
        gate: [
          "3 violations of level expected, the first is suffix-zero/of-128-kib (standard); to fail on them: oss-range run --case 'suffix-zero/of-128-kib' --behaviour standard --strict",
        ],
      });
      expect(stdout).toContain(
        '3 violations below the gate: reported, not counted against the target; under --strict `expected` decides too',
      );
      const [odd] = report.checks.filter(({ id }) => id === 'negative/start');
      expect([odd?.verdict, odd?.received, odd?.notes]).toEqual([
        'conforms',
        '206, bytes 999-999 (1 bytes), Content-Range: bytes 999-999/1000',
        ['The answer, 206, is not among those that sources name.'],
      ]);
    }));

  test('a store that breaks only what is expected fails under --strict', () =>
    withTinyStore(lenient, async ({ origin }) => {
      const { exitCode, report } = await runHere(origin, [...selection, '--strict']);
      expect([exitCode, report.totals.violates]).toEqual([1, 3]);
    }));
});
