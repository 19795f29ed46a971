import { describe, expect, it } from 'vitest';
import type { AspectResult, Verdict } from '../judge/verdict.js';
import { endPastEof } from './families/end-past-eof.js';
import { satisfiableClosed } from './families/satisfiable-closed.js';
import type { Draw } from './family.js';
import { type FamilyOptions, runFamily } from './run-family.js';

const wrong: AspectResult = {
  aspect: 'status',
  verdict: 'violates',
  level: 'required',
  expected: '200',
  actual: '206',
};
const conforms: Verdict = { kind: 'conforms', aspects: [], notes: [] };
const violates: Verdict = { kind: 'violates', aspects: [wrong], notes: [] };
const unjudged: Verdict = { kind: 'inconclusive', cause: { kind: 'transport', message: 'connection reset' } };

function options(judge: (draw: Draw) => Verdict): FamilyOptions<Draw> & { asked: Draw[] } {
  const asked: Draw[] = [];
  return {
    asked,
    sizes: [1, 2, 3, 10, 1000],
    seed: 7,
    runs: 100,
    judge: async (draw) => {
      asked.push(draw);
      return { verdict: judge(draw), detail: draw };
    },
  };
}

const first = (draw: Draw): number => Number(/=(\d+)-/.exec(draw.range)?.[1]);

describe('a family', () => {
  it('conforms when every draw does, and counts the draws that were judged', async () => {
    const settings = options(() => conforms);
    const run = await runFamily(satisfiableClosed, 'default', settings);
    expect(run).toMatchObject({ verdict: 'conforms', runs: 100, cause: null, counterexample: null });
  });

  it('asks no question twice', async () => {
    const settings = options(() => conforms);
    await runFamily(satisfiableClosed, 'default', settings);
    const keys = settings.asked.map(({ size, range }) => `${size} ${range}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('finds a violation on every draw at its smallest: one byte, first position', async () => {
    const run = await runFamily(
      endPastEof,
      'default',
      options(() => violates),
    );
    expect(run.counterexample?.draw).toEqual({ size: 1, range: 'bytes=0-1' });
    expect(run.verdict).toBe('violates');
  });

  it('shrinks to the smallest object and position that violate', async () => {
    const run = await runFamily(
      satisfiableClosed,
      'default',
      options((draw) => (first(draw) >= 5 ? violates : conforms)),
    );
    expect(run.counterexample?.draw.size).toBe(10);
    expect(run.counterexample?.draw.range).toMatch(/^bytes=[5-9]-/);
  });

  it('draws the same with the same seed, and something else with another', async () => {
    const draws = async (seed: number): Promise<string[]> => {
      const settings = options(() => conforms);
      await runFamily(satisfiableClosed, 'default', { ...settings, seed });
      return settings.asked.map(({ size, range }) => `${size} ${range}`);
    };
    expect(await draws(1)).toEqual(await draws(1));
    expect(await draws(1)).not.toEqual(await draws(2));
  });

  it('is inconclusive when a draw could not be judged, and gives up after three', async () => {
    const settings = options(() => unjudged);
    const run = await runFamily(satisfiableClosed, 'default', settings);
    expect(run).toMatchObject({ verdict: 'inconclusive', runs: 0, cause: { kind: 'transport' } });
    expect(settings.asked).toHaveLength(3);
  });

  it('violates although a draw could not be judged', async () => {
    let count = 0;
    const run = await runFamily(
      satisfiableClosed,
      'default',
      options(() => (++count === 2 ? unjudged : count > 4 ? violates : conforms)),
    );
    expect(run.verdict).toBe('violates');
  });

  it('never takes an exception for a counterexample', async () => {
    const failing = options(() => {
      throw new Error('a defect of the judge');
    });
    await expect(runFamily(satisfiableClosed, 'default', failing)).rejects.toThrow('a defect of the judge');
    expect(failing.asked).toHaveLength(1);
  });

  it('is inconclusive, and not a pass, when it is stopped before the first draw', async () => {
    const run = await runFamily(satisfiableClosed, 'default', { ...options(() => conforms), stopped: () => true });
    expect(run).toMatchObject({ verdict: 'inconclusive', runs: 0 });
  });
});
