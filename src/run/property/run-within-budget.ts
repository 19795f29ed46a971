import { performance } from 'node:perf_hooks';
import type { DrawSettings } from '../../property/run-draws.js';
import type { PropertyRun } from '../../report/build/property-report.js';
import { largestSeed } from '../plan/defaults.js';

export interface Budget {
  /** When to stop going on, in ms of `performance.now()`. The first pass is never cut off by it. */
  readonly deadline: number;
  readonly aborted: () => boolean;
  readonly once: (settings: DrawSettings) => Promise<PropertyRun>;
}

/**
 * Draws a property once, and then again with the next seed, without the draws that are certain, for as long as it holds
 * and there is time. What was asked is remembered within one pass only, so memory does not grow with the budget.
 *
 * @returns the last pass that decided, with all draws of all passes, and the settings that repeat it
 */
export async function runForBudget(
  first: Pick<DrawSettings, 'seed' | 'runs'>,
  { deadline, aborted, once }: Budget,
): Promise<{ run: PropertyRun; settings: Pick<DrawSettings, 'seed' | 'runs'> }> {
  let run = await once({ ...first, stopped: aborted });
  const isOver = (): boolean => aborted() || performance.now() >= deadline;
  for (let pass = 1; run.verdict === 'conforms' && !isOver(); pass++) {
    const settings = { ...first, seed: (first.seed + pass) % largestSeed };
    const next = await once({ ...settings, stopped: isOver, withExamples: false });
    const runs = run.runs + next.runs;
    const notes = [...new Set([...run.notes, ...next.notes])];
    // A pass that found no time to draw anything is no setback.
    if (next.verdict === 'violates' || next.cause) return { run: { ...next, runs, notes }, settings };
    run = { ...run, runs, notes };
  }
  return { run, settings: first };
}
