import type { ReportDocument } from '../../report/document/document.js';

/** Checks and properties by name with their verdicts. */
export function verdictsOf({ checks, properties }: ReportDocument): Map<string, string> {
  return new Map([
    ...checks.map(({ id, behaviour, verdict }) => [`${id} (${behaviour})`, verdict] as const),
    ...properties.map(({ name, behaviour, verdict }) => [`property/${name} (${behaviour})`, verdict] as const),
  ]);
}

/** Where two runs of one plan came to different verdicts, one line each. */
export function differences(first: ReportDocument, second: ReportDocument): string[] {
  const [before, after] = [verdictsOf(first), verdictsOf(second)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => `${name}: ${before.get(name) ?? 'not asked'}, then ${after.get(name) ?? 'not asked'}`);
}
