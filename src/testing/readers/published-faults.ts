import { readFileSync } from 'node:fs';

/** A line of the published page of faults. */
export interface PublishedFault {
  readonly name: string;
  /** The line without what was measured. */
  readonly cells: string;
  /** Rows and properties that it names as catching the fault. */
  readonly caughtBy: readonly string[];
}

const page = new URL('../../../reports/published/faults.md', import.meta.url);

/** Every fault of the published page, in its order. */
export function publishedFaults(): PublishedFault[] {
  const lines = readFileSync(page, 'utf8').split('\n');
  const faults = lines
    .map((line) => /^(\| `([a-z0-9-]+)` \|.*\|) (.*) \|$/.exec(line))
    .filter((match) => match !== null);
  return faults
    .filter(([line]) => line.split('|').length === 7)
    .map(([, cells = '', name = '', measured = '']) => ({
      name,
      cells,
      caughtBy: measured.match(/[a-z0-9-]+\/[a-z0-9-]+/g) ?? [],
    }));
}
