import { type LocatedDeviation, symptomInWords } from './deviation.js';
import type { Stale } from './known-list.js';
import { type ListFault, mostNamed } from './list-faults.js';

/** What is wrong with a list of known deviations after a run. */
export interface ListFindings {
  readonly faults: readonly ListFault[];
  readonly stale: readonly Stale[];
  /** How many checks have a violation that decides and is not listed. */
  readonly unlisted: number;
}

/** The commands' arguments, as a shell takes them. */
export interface ListFiles {
  readonly list: string;
  /** The JSON report of the run. */
  readonly report: string;
}

/**
 * What is wrong with the list, in one line each that ends with what repairs it: the command that writes the list anew, or
 * the line to edit. Empty where all is right.
 */
export function listLines({ faults, stale, unlisted }: ListFindings, { list, report }: ListFiles): string[] {
  const update = `oss-range deviations update ${report} --deviations ${list}`;
  const gone = stale.filter(({ now }) => now.kind === 'gone');
  const differing = stale.filter(({ now }) => now.kind === 'differs');
  return [
    ...faults.map(faultLine),
    ...differing
      .slice(0, 1)
      .map((first) => `${differs(differing)}, the first is ${staleInWords(first)}; update the list: ${update}`),
    ...gone
      .slice(0, 1)
      .map((first) => `${noLonger(gone)}, the first is ${staleInWords(first)}; remove it from the list: ${update}`),
    ...(unlisted > 0 ? [`${unlistedLine(unlisted)}; to accept them: ${update} --reason TEXT`] : []),
  ];
}

/** One entry that does not occur as listed: `end-past-eof/from-the-middle (default) status: listed 206, now 200`. */
export function staleInWords({ deviation, id, behaviour, now }: Stale): string {
  const listed = symptomInWords(deviation.symptom);
  const seen = now.kind === 'differs' ? now.actual : 'as required';
  return `${id} (${behaviour}) ${deviation.aspect}: listed ${listed}, now ${seen}`;
}

/** A fault in one line, which ends with where to repair it. */
export function faultLine(fault: ListFault): string {
  const { deviation } = fault;
  const place = fileAndLine(deviation);
  switch (fault.kind) {
    case 'names-nothing':
      return `a listed deviation matches no check: ${fault.named}; correct or remove it in ${place}`;
    case 'expired':
      return `a listed deviation expired on ${fault.on}: ${deviation.check} ${deviation.aspect}; extend or remove it in ${place}`;
    case 'too-broad':
      return `a listed deviation matches ${fault.checks} checks, more than ${mostNamed}: ${deviation.check}; narrow it or set "broad: true" in ${place}`;
  }
}

/** `known.yaml:12` */
export const fileAndLine = ({ file, line }: LocatedDeviation): string => `${file}:${line}`;

const differs = (stale: readonly Stale[]): string =>
  stale.length === 1
    ? `1 listed deviation occurs differently (${places(stale)})`
    : `${stale.length} listed deviations occur differently (${places(stale)})`;

const noLonger = (stale: readonly Stale[]): string =>
  stale.length === 1
    ? `1 listed deviation no longer occurs (${places(stale)})`
    : `${stale.length} listed deviations no longer occur (${places(stale)})`;

const unlistedLine = (count: number): string =>
  count === 1 ? '1 violation is not listed' : `${count} violations are not listed`;

/** More places than fit a line say no more. */
const mostPlaces = 10;

function places(stale: readonly Stale[]): string {
  const all = [...new Set(stale.map(({ deviation }) => deviation.line))].sort((a, b) => a - b);
  const more = all.length > mostPlaces ? ` and ${all.length - mostPlaces} more` : '';
  return `${stale[0]!.deviation.file}:${all.slice(0, mostPlaces).join(', ')}${more}`;
}
