import { type Problem, problemText } from '../../../spec/model/problem.js';
import { isGlob, readGlob } from '../../../spec/pattern/glob.js';
import { readPattern } from '../../../spec/pattern/linear-pattern.js';
import { readYamlAs, type SourceText } from '../../../spec/read/read-yaml-as.js';
import { SuiteError } from '../../../suite-error.js';
import type { Deviation, LocatedDeviation } from '../rules/deviation.js';
import { deviationsSchema } from './deviation-schema.js';

/**
 * Reads a list of known deviations.
 *
 * @throws SuiteError `config-invalid` with every place that is wrong
 */
export function readDeviations(source: SourceText): LocatedDeviation[] {
  const reading = readYamlAs(deviationsSchema, source);
  if (reading.kind === 'rejected') throw invalid(reading.problems);
  const { input, positionOf } = reading.value;
  // A search through all of a long list for each of its entries would take minutes.
  const sameSubject = new Map<string, number[]>();
  for (const [index, deviation] of input.entries()) {
    const subject = subjectOf(deviation);
    sameSubject.set(subject, [...(sameSubject.get(subject) ?? []), index].slice(0, mostTwins));
  }
  const problems = input.flatMap((deviation, index): Problem[] => {
    const twin = sameSubject.get(subjectOf(deviation))?.find((other) => saysTheSame(input[other]!, deviation)) ?? index;
    return [
      ...(twin === index ? [] : [{ at: [index], message: `duplicate of line ${positionOf([twin]).line}` }]),
      ...patternFlaws(deviation).map((message) => ({ at: [index, 'symptom', 'matches'], message })),
      ...globFlaws(deviation).map((message) => ({ at: [index, 'check'], message })),
      ...dayFlaws(deviation).map((message) => ({ at: [index, 'expires'], message })),
    ].map(({ at, message }) => ({ file: source.file, ...positionOf(at), message }));
  });
  if (problems.length > 0) throw invalid(problems);
  return input.map((deviation, index) => ({ ...deviation, file: source.file, line: positionOf([index]).line }));
}

/** Entries of one check, aspect and symptom, among which a twin is found: one for each behaviour comes before it. */
const mostTwins = 4;

const subjectOf = ({ check, aspect, symptom }: Deviation): string => JSON.stringify([check, aspect, symptom]);

/** Of two entries for one thing, one would never be missed. */
function saysTheSame(one: Deviation, other: Deviation): boolean {
  const behaves = one.behaviour === other.behaviour || one.behaviour === 'both' || other.behaviour === 'both';
  const sameSymptom = JSON.stringify(one.symptom) === JSON.stringify(other.symptom);
  return behaves && sameSymptom && one.check === other.check && one.aspect === other.aspect;
}

function patternFlaws({ symptom }: Deviation): string[] {
  if (typeof symptom === 'string') return [];
  const pattern = readPattern(symptom.matches, { dotAll: true });
  return pattern.kind === 'rejected' ? [`matches must be a regular expression of RE2: ${pattern.message}`] : [];
}

function globFlaws({ check }: Deviation): string[] {
  const glob = isGlob(check) ? readGlob(check) : null;
  return glob?.kind === 'rejected' ? [`check is not a glob: ${glob.message}`] : [];
}

function dayFlaws({ expires }: Deviation): string[] {
  if (expires === undefined) return [];
  const time = Date.parse(expires);
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(expires);
  return isDay ? [] : [`expires must be a day such as 2030-12-31, but ${expires} is not`];
}

function invalid(problems: readonly Problem[]): SuiteError {
  return new SuiteError('config-invalid', problemText(problems), {
    hint: 'correct the list of known deviations; specs/schema/deviations.schema.json describes every key',
  });
}
