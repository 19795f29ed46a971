import type { FaultResult } from './fault-result.js';
import { rowsThatCatchNone } from './page.js';
import { isFull, type Score, type ScoredFault } from './score.js';

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** One line on a fault or a control, while the others are still running. */
export function scoreProgressLine({ name, catches, inconclusive, durationMs }: FaultResult): string {
  const unjudged = inconclusive > 0 ? `, ${inconclusive} inconclusive` : '';
  return `${name}: ${catches.length} violations${unjudged}, ${seconds(durationMs)} s`;
}

/** The score for people. */
export function scoreText(score: Score): string {
  const { faults, controls, alone, idle, durationMs } = score;
  const missed = faults.filter(({ isCaught }) => !isCaught);
  const accused = controls.filter(({ isAccused }) => isAccused);
  const width = Math.max(0, ...faults.map(({ name }) => name.length));
  return [
    ...faults.map((fault) => faultLine(fault, width)),
    '',
    ...alone.map(({ id, faults: names }) => `only ${id} catches ${names.join(', ')}`),
    `${rowsThatCatchNone(idle.length)}; the JSON has them`,
    ...missed.map(({ name }) => `not caught: ${name}`),
    ...accused.map(({ name, catches }) => `falsely called a violation: ${name}, by ${catches[0]?.id}`),
    `${faults.length - missed.length} of ${faults.length} faults caught (${levelCount(faults, 'required')} by required checks, ${levelCount(faults, 'expected')} by expected checks only), ${accused.length} of ${controls.length} controls called violations, in ${seconds(durationMs)} s`,
    isFull(score) ? 'score full, exit code 0' : 'score not full, exit code 1',
    '',
  ].join('\n');
}

const levelCount = (faults: readonly ScoredFault[], level: string): number =>
  faults.filter((fault) => fault.level === level).length;

function faultLine({ name, catches, level, durationMs }: ScoredFault, width: number): string {
  const checks = `${catches.length} ${catches.length === 1 ? 'check' : 'checks'}`;
  const caught = level === null ? 'not caught' : `${checks}, ${level}, first ${catches[0]?.id}`;
  return `${name.padEnd(width)}  ${caught}, ${seconds(durationMs)} s`;
}
