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

/** All problems in one error: a summary line, then a line each by file and place, none of them twice. */
export function specInvalid(problems: readonly Problem[]): SuiteError {
  const sorted = problems.toSorted(byPlace);
  const lines = new Set(sorted.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`));
  const count = lines.size === 1 ? '1 error' : `${lines.size} errors`;
  return new SuiteError('spec-invalid', [`${count} in the table of cases`, ...lines].join('\n'), {
    hint: 'correct these lines; specs/schema/topic.schema.json describes every key of a row',
  });
}
