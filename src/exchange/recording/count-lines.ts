import type { KeepLine, RecordingEnd } from './recording.js';

/** What the end of a recording counts. */
export type LineCounts = Pick<RecordingEnd, 'checks' | 'draws' | 'properties'>;

/** Which count a kind of line belongs to. */
export const countOf = { check: 'checks', draw: 'draws', property: 'properties' } as const;

/** Counts the lines between head and end as they are written. Without a writer no lines are made. */
export function countedKeep(keep: KeepLine | undefined): {
  readonly keep: KeepLine | undefined;
  readonly counts: Readonly<LineCounts>;
} {
  const counts = { checks: 0, draws: 0, properties: 0 };
  const counted: KeepLine = async (line) => {
    if (line.kind !== 'head' && line.kind !== 'end') counts[countOf[line.kind]] += 1;
    await keep?.(line);
  };
  return { counts, keep: keep && counted };
}
