import type { Behaviour } from '../spec/model/vocabulary.js';
import { type Draw, drawKey, type Family } from './family.js';
import { type DrawSettings, type DrawsRun, type JudgedDraw, runDraws } from './run-draws.js';

export interface FamilyOptions<Detail> extends DrawSettings {
  /** Complete lengths of the objects at hand, in bytes, smallest first. */
  readonly sizes: readonly number[];
  readonly judge: (draw: Draw) => Promise<JudgedDraw<Detail>>;
}

/**
 * Draws ranges of a family until `runs` are judged or one breaks the law, and then shrinks that one.
 *
 * @throws any error of `judge`, once
 */
export function runFamily<Detail>(
  family: Family,
  behaviour: Behaviour,
  options: FamilyOptions<Detail>,
): Promise<DrawsRun<Draw, Detail>> {
  const { arbitrary, examples, toDraw } = family.source(options.sizes);
  const name = `${family.name}/${behaviour}`;
  return runDraws({ name, arbitrary, examples, toDraw, keyOf: drawKey, judge: options.judge }, options);
}
