import { closest, distance } from 'fastest-levenshtein';
import { SuiteError } from '../../suite-error.js';

/** Beyond this many edits a nearest match is a guess that misleads: `oss-v2` and `vitrual` are within, `minio` is not. */
const maxEdits = 3;

/**
 * The value, if it is one of the allowed ones.
 *
 * @param flag - `--addressing`, for the message
 * @throws SuiteError `config-invalid`, naming the allowed values and the nearest one.
 */
export function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const nearest = closest(value, allowed);
  const guess = distance(value, nearest) <= maxEdits ? `; did you mean ${nearest}?` : '';
  throw new SuiteError('config-invalid', `${flag} ${JSON.stringify(value)} is unknown`, {
    hint: `${flag} must be one of ${allowed.join(', ')}${guess}`,
  });
}
