import { SuiteError } from '../../suite-error.js';
import { byPlace } from '../read/by-place.js';

/** Something wrong in a file of the table. */
export interface Problem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** What is wrong and what is allowed, in one line. */
  readonly message: string;
}

/** More lines than this help no reader, and a file may have a hundred thousand. */
const mostLines = 100;

/** Every problem as a line, by file and place, none of them twice. */
function allLines(problems: readonly Problem[]): readonly string[] {
  const sorted = problems.toSorted(byPlace);
  return [...new Set(sorted.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`))];
}

const shortened = (lines: readonly string[]): readonly string[] =>
  lines.length <= mostLines ? lines : [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more`];

/** The problems of a file for an error: a line each, and how many more there are. */
export const problemText = (problems: readonly Problem[]): string => shortened(allLines(problems)).join('\n');

/** All problems in one error: a summary line, then a line each by file and place, none of them twice. */
export function specInvalid(problems: readonly Problem[]): SuiteError {
  const lines = allLines(problems);
  const count = lines.length === 1 ? '1 error' : `${lines.length} errors`;
  return new SuiteError('spec-invalid', [`${count} in the table of cases`, ...shortened(lines)].join('\n'), {
    hint: 'correct these lines; specs/schema/topic.schema.json describes every key of a row',
  });
}
