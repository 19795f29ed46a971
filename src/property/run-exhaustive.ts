import type { Cause } from '../judge/verdict.js';
import type { Draw } from './family.js';
import { everyRange } from './ranges/every-range.js';
import { type DrawSettings, type DrawsRun, drawTimeouts, type JudgedDraw } from './run-draws.js';

export interface ExhaustiveOptions<Detail> extends DrawSettings {
  readonly judge: (draw: Draw) => Promise<JudgedDraw<Detail>>;
}

/**
 * Asks every range on every object of 1 to `most` bytes, each once, those of one object at the same time. Ends with the
 * object on which one is wrong, which is the smallest.
 *
 * @throws any error of `judge`
 */
export async function runExhaustive<Detail>(
  most: number,
  { seed, judge, stopped }: ExhaustiveOptions<Detail>,
): Promise<DrawsRun<Draw, Detail>> {
  const causes: Cause[] = [];
  let runs = 0;
  for (let size = 1; size <= most && causes.length < drawTimeouts && !stopped?.(); size++) {
    const answers = await Promise.all([...everyRange(size)].map(async (draw) => ({ draw, judged: await judge(draw) })));
    runs += answers.filter(({ judged }) => judged.verdict.kind !== 'inconclusive').length;
    causes.push(
      ...answers.flatMap(({ judged }) => (judged.verdict.kind === 'inconclusive' ? judged.verdict.cause : [])),
    );
    const broken = answers.find(({ judged }) => judged.verdict.kind === 'violates');
    if (broken) {
      return {
        verdict: 'violates',
        runs,
        seed,
        cause: causes[0] ?? null,
        counterexample: { ...broken, path: '', shrinks: 0 },
      };
    }
  }
  const cause = causes[0] ?? null;
  return { verdict: cause || runs === 0 ? 'inconclusive' : 'conforms', runs, seed, cause, counterexample: null };
}
