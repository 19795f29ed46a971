import fc from 'fast-check';
import type { Cause, Verdict } from '../judge/verdict.js';
import type { Behaviour } from '../spec/vocabulary.js';
import { type Draw, drawKey, type Family } from './family.js';

/** A judged draw with whatever the caller wants to keep of it. */
export interface JudgedDraw<Detail> {
  readonly verdict: Verdict;
  readonly detail: Detail;
}

export interface FamilyRun<Detail> {
  readonly verdict: 'conforms' | 'violates' | 'inconclusive';
  /** Draws that were judged; a draw that repeats an earlier one counts, but is not asked again. */
  readonly runs: number;
  readonly seed: number;
  readonly cause: Cause | null;
  readonly counterexample: Counterexample<Detail> | null;
}

/** The smallest draw that breaks the law. */
export interface Counterexample<Detail> {
  readonly draw: Draw;
  readonly judged: JudgedDraw<Detail>;
  /** fast-check's path: with the seed it leads back to this very draw. */
  readonly path: string;
  readonly shrinks: number;
}

export interface FamilyOptions<Detail> {
  /** Complete lengths of the objects at hand, in bytes, smallest first. */
  readonly sizes: readonly number[];
  readonly seed: number;
  readonly runs: number;
  readonly judge: (draw: Draw) => Promise<JudgedDraw<Detail>>;
  /** Where true, nothing more is asked. */
  readonly stopped?: () => boolean;
}

/** Unjudged draws after which a family gives up: more would only repeat the same trouble. */
const patience = 3;

/**
 * Draws ranges of a family until `runs` are judged or one breaks the law, and then shrinks that one.
 *
 * @throws whatever `judge` throws, once
 *
 * The seed of a family depends on its name and behaviour as well, so that running it alone draws the same ranges.
 */
export async function runFamily<Detail>(
  family: Family,
  behaviour: Behaviour,
  options: FamilyOptions<Detail>,
): Promise<FamilyRun<Detail>> {
  const seed = familySeed(options.seed, `${family.name}/${behaviour}`);
  const source = family.source(options.sizes);
  const asked = new Map<string, Promise<JudgedDraw<Detail>>>();
  const ask = memoised(asked, options.judge);
  const causes: Cause[] = [];
  // An exception says nothing about the target: fast-check must not take it for a counterexample and shrink it.
  const thrown: unknown[] = [];
  let runs = 0;
  const property = fc.asyncProperty(source.arbitrary, async (raw) => {
    if (causes.length >= patience || thrown.length > 0 || options.stopped?.()) return true;
    try {
      const draw = source.toDraw(raw);
      const repeated = asked.has(drawKey(draw));
      const { verdict } = await ask(draw);
      if (verdict.kind !== 'inconclusive') runs += 1;
      else if (!repeated) causes.push(verdict.cause);
      return verdict.kind !== 'violates';
    } catch (error) {
      thrown.push(error);
      return true;
    }
  });
  const examples = source.examples.map((example): [unknown] => [example]);
  const numRuns = Math.max(options.runs, examples.length);
  const details = await fc.check(property, { seed, numRuns, examples });
  if (thrown.length > 0) throw thrown[0];
  const counterexample = details.counterexample ? await found(details, source.toDraw, ask) : null;
  const cause = causes[0] ?? null;
  const verdict = counterexample ? 'violates' : cause || runs === 0 ? 'inconclusive' : 'conforms';
  return { verdict, runs, seed, cause, counterexample };
}

async function found<Detail>(
  details: fc.RunDetails<[unknown]>,
  toDraw: (raw: unknown) => Draw,
  ask: (draw: Draw) => Promise<JudgedDraw<Detail>>,
): Promise<Counterexample<Detail>> {
  const draw = toDraw(details.counterexample?.[0]);
  return { draw, judged: await ask(draw), path: details.counterexamplePath ?? '', shrinks: details.numShrinks };
}

/** The same question is asked once; its answer stands for every draw that repeats it. */
function memoised<Detail>(
  asked: Map<string, Promise<JudgedDraw<Detail>>>,
  judge: (draw: Draw) => Promise<JudgedDraw<Detail>>,
): (draw: Draw) => Promise<JudgedDraw<Detail>> {
  return (draw) => {
    const judged = asked.get(drawKey(draw)) ?? judge(draw);
    asked.set(drawKey(draw), judged);
    return judged;
  };
}

/** FNV-1a over the name, started from the seed: any well-spread mix will do. */
function familySeed(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash | 0;
}
