import { duration } from '../text/quantity.js';
import type { NamedReport } from './matrix.js';

/** One row a target, so that thirty of them stay readable. */
export const summaryHead = [
  'target',
  'verdict',
  'planned',
  'conforms',
  'violates',
  'known',
  'not judged',
  'not applicable',
  'took',
  'measured',
  'suite',
] as const;

export function summaryCells({ name, document: { verdict, totals, run, tool } }: NamedReport): readonly string[] {
  const numbers = [
    totals.planned,
    totals.conforms,
    totals.violates,
    totals.known,
    totals.inconclusive + totals.notRun,
    totals.notApplicable,
  ];
  return [name, verdict, ...numbers.map(String), duration(run.durationMs), run.startedAt.slice(0, 10), tool.version];
}

/** How a target answers as a whole, in sentences. */
export function profileSentences({ document }: NamedReport): readonly string[] {
  const { explanations, totals } = document;
  const unjudged = totals.inconclusive + totals.notRun;
  const violations = totals.violates + totals.known;
  return [
    ...explanations.map(({ sentence }) => sentence),
    ...(explanations.length === 0 && violations > 0 ? ['no other documented behaviour explains it'] : []),
    ...(violations === 0 && totals.conforms > 0 ? ['no judged check violates'] : []),
    ...(unjudged > 0 ? [`${unjudged} of ${totals.planned} could not be judged`] : []),
  ];
}
