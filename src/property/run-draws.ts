import fc from 'fast-check';
import type { Cause, Verdict } from '../judge/verdict.js';

/** A judged draw with the data that the caller keeps of it. */
export interface JudgedDraw<Detail> {
  readonly verdict: Verdict;
  readonly detail: Detail;
}

/** The smallest draw that breaks the law. */
export interface Counterexample<Draw, Detail> {
  readonly draw: Draw;
  readonly judged: JudgedDraw<Detail>;
  /** fast-check's path: with the seed it leads back to this very draw. */
  readonly path: string;
  readonly shrinks: number;
}

export interface DrawsRun<Draw, Detail> {
  readonly verdict: Exclude<Verdict['kind'], 'not-applicable'>;
  /** Draws that were judged; a draw that repeats an earlier one counts, but is not sent again. */
  readonly runs: number;
  readonly seed: number;
  readonly cause: Cause | null;
  readonly counterexample: Counterexample<Draw, Detail> | null;
}

/** How often and from where to draw. */
export interface DrawSettings {
  readonly seed: number;
  readonly runs: number;
  /** Where true, nothing more is asked. */
  readonly stopped?: () => boolean;
  /** False: only random draws, because the certain ones were judged already. */
  readonly withExamples?: boolean;
}

/** A generator with what becomes of its raw values. */
export interface Draws<Raw, Draw, Detail> {
  /** What the seed depends on besides itself, so that a property drawn alone draws the same: `end-past-eof/default`. */
  readonly name: string;
  readonly arbitrary: fc.Arbitrary<Raw>;
  /** Drawn before any random one, smallest first. */
  readonly examples: readonly Raw[];
  readonly toDraw: (raw: Raw) => Draw;
  /** Tells two draws apart; null: each is asked. */
  readonly keyOf: ((draw: Draw) => string) | null;
  readonly judge: (draw: Draw) => Promise<JudgedDraw<Detail>>;
}

/** Unjudged draws after which a property gives up: more would only repeat the same trouble. */
export const drawTimeouts = 3;

/**
 * Draws until `runs` are judged or one breaks the law, and then shrinks that one.
 *
 * @throws any error of `judge`, once
 */
export async function runDraws<Raw, Draw, Detail>(
  draws: Draws<Raw, Draw, Detail>,
  settings: DrawSettings,
): Promise<DrawsRun<Draw, Detail>> {
  const seed = seedOf(settings.seed, draws.name);
  const judgeOnce = memoised(draws);
  const causes: Cause[] = [];
  // An exception says nothing about the target: fast-check must not take it for a counterexample and shrink it.
  const thrown: unknown[] = [];
  // fast-check has shrunk to the last draw that broke the law.
  let broken: { draw: Draw; judged: JudgedDraw<Detail> } | null = null;
  let runs = 0;
  const property = fc.asyncProperty(draws.arbitrary, async (raw) => {
    if (causes.length >= drawTimeouts || thrown.length > 0 || settings.stopped?.()) return true;
    try {
      const draw = draws.toDraw(raw);
      const { judged, repeated } = await judgeOnce(draw);
      const { verdict } = judged;
      if (verdict.kind !== 'inconclusive') runs += 1;
      else if (!repeated) causes.push(verdict.cause);
      if (verdict.kind === 'violates') broken = { draw, judged };
      return verdict.kind !== 'violates';
    } catch (error) {
      thrown.push(error);
      return true;
    }
  });
  const examples = settings.withExamples === false ? [] : draws.examples.map((example): [Raw] => [example]);
  const numRuns = Math.max(settings.runs, examples.length);
  const details = await fc.check(property, { seed, numRuns, examples });
  if (thrown.length > 0) throw thrown[0];
  const counterexample = broken && {
    ...(broken as { draw: Draw; judged: JudgedDraw<Detail> }),
    path: details.counterexamplePath ?? '',
    shrinks: details.numShrinks,
  };
  const cause = causes[0] ?? null;
  return { verdict: verdictOfDraws(counterexample, cause, runs), runs, seed, cause, counterexample };
}

/** What draws amount to: those that could not be judged, or were none, show nothing. */
export function verdictOfDraws(
  counterexample: unknown,
  cause: Cause | null,
  runs: number,
): DrawsRun<never, never>['verdict'] {
  if (counterexample !== null) return 'violates';
  return cause !== null || runs === 0 ? 'inconclusive' : 'conforms';
}

/** The same question is asked once; its answer stands for every draw that repeats it. Nothing outlives the run. */
function memoised<Draw, Detail>({
  keyOf,
  judge,
}: Pick<Draws<never, Draw, Detail>, 'keyOf' | 'judge'>): (
  draw: Draw,
) => Promise<{ judged: JudgedDraw<Detail>; repeated: boolean }> {
  const judgedDraws = new Map<string, Promise<JudgedDraw<Detail>>>();
  return async (draw) => {
    if (keyOf === null) return { judged: await judge(draw), repeated: false };
    const key = keyOf(draw);
    const known = judgedDraws.get(key);
    const judging = known ?? judge(draw);
    judgedDraws.set(key, judging);
    return { judged: await judging, repeated: known !== undefined };
  };
}

/** FNV-1a over the name, started from the seed: any well-spread mix will do. */
function seedOf(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash | 0;
}
