import type { Outcome } from '../../spec/model/outcome.js';
import type { Situation } from '../decision-table.js';
import { type RangeReading, readRange } from '../range-grammar.js';
import { resolveAnswer } from '../resolve-answer.js';
import { situationOf } from '../situation-of.js';
import type { Profile, ProfileAnswer, ProfileKey } from './profile.js';

/**
 * What a server of this profile answers to a GET; null if no source documents it.
 *
 * @param size complete length in bytes
 * @param lines values of the Range field lines
 */
export function predict(profile: Profile, size: number, lines: readonly string[]): readonly Outcome[] | null {
  const reading = readRange(lines);
  const situation = situationOf(size, reading);
  const answers = profile.answers[detailOf(reading, situation)] ?? profile.answers[situation];
  return answers ? answers.flatMap((answer) => resolveProfileAnswer(answer, size, reading, lines)) : null;
}

/** A situation, with its detail where profiles tell them apart. */
export function detailOf(reading: RangeReading, situation: Situation): ProfileKey {
  switch (reading.kind) {
    case 'malformed':
      return `malformed/${reading.flaw}`;
    case 'respelled':
      return `respelled/${reading.how}`;
    case 'suffix':
      return situation === 'satisfiable' ? 'satisfiable/suffix' : situation;
    case 'closed':
      return situation === 'satisfiable' && reading.last === 0n ? 'satisfiable/first-byte' : situation;
  }
  return situation;
}

/** What one kind of answer means for a request; nothing where it cannot be given. */
export function resolveProfileAnswer(
  answer: ProfileAnswer,
  size: number,
  reading: RangeReading,
  lines: readonly string[],
): Outcome[] {
  switch (answer) {
    case 'whole-206':
      return [{ status: 206, body: { kind: 'whole' } }];
    case 'prefix':
      return reading.kind === 'suffix' ? [upTo(size, reading.length)] : [];
    case 'from-zero':
      // No source documents it for an empty object.
      return size === 0 ? [] : negativeFirst(lines).map((last) => upTo(size, last));
    default:
      return resolveAnswer(answer, size, reading);
  }
}

/** The last position of `-a-b`, in what reads as `negative`. */
const negativeFirst = (lines: readonly string[]): bigint[] =>
  lines.flatMap((line) => /=-\d+-(\d+)/.exec(line)?.slice(1) ?? []).map(BigInt);

const upTo = (size: number, last: bigint): Outcome => ({
  status: 206,
  body: { kind: 'slice', first: 0, last: Math.min(Number(last), size - 1) },
});
