import type { RecordedDraw, RecordedProperty } from '../../exchange/recording/recording.js';
import type { Cause, Verdict } from '../../judge/verdict.js';
import { type Draw, drawKey } from '../../property/family.js';
import { type Counterexample, type DrawsRun, verdictOfDraws } from '../../property/run-draws.js';
import type { NotRun } from '../../report/build/check-report.js';
import type { DrawDetail } from '../../report/build/property-report.js';
import type { Claim } from '../../spec/model/table.js';

/** Gathers the judged draws of one recorded property, of which it keeps those that violate. */
export interface DrawTally {
  add(line: RecordedDraw, claim: Claim, verdict: Verdict | NotRun): void;
  /** What the draws amount to, by the rule of a run. */
  run(property: RecordedProperty): DrawsRun<Draw, DrawDetail | null>;
}

type Found = Omit<Counterexample<Draw, DrawDetail | null>, 'path' | 'shrinks'>;

export function createDrawTally(): DrawTally {
  const violating = new Map<string, Found>();
  let cause: Cause | null = null;
  return {
    add({ request, outcome }, { outcomes }, verdict) {
      if (verdict.kind === 'inconclusive') cause ??= verdict.cause;
      if (verdict.kind !== 'violates' || outcome.kind === 'unanswered') return;
      const draw: Draw = { size: request.object.size, range: request.range[0] ?? '' };
      const detail: DrawDetail = { object: request.object, exchange: outcome.answer.exchange, outcomes };
      violating.set(drawKey(draw), { draw, judged: { verdict, detail } });
    },
    run({ runs, seed, counterexample: recorded }) {
      // Shrinking asks ever smaller draws, so that the last one that violates is the smallest.
      const found = (recorded && violating.get(drawKey(recorded))) ?? [...violating.values()].at(-1) ?? null;
      const isRecorded = found !== null && recorded !== null && drawKey(found.draw) === drawKey(recorded);
      const origin = isRecorded ? { path: recorded.path, shrinks: recorded.shrinks } : { path: '', shrinks: 0 };
      const verdict = verdictOfDraws(found, cause, runs);
      return { verdict, runs, seed, cause, counterexample: found && { ...found, ...origin } };
    },
  };
}
