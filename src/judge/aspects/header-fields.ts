import { claimWords } from '../../spec/model/describe-outcome.js';
import type { FieldClaim, Outcome } from '../../spec/model/outcome.js';
import { matchesPattern } from '../../spec/pattern/linear-pattern.js';
import { type ReadResponse, single } from '../answer.js';
import type { ObjectFacts } from '../object-facts.js';
import type { Comparison } from './comparison.js';

/** The header fields that a row names: their value, a pattern for it, or their absence. Null where the row names none. */
export function judgeHeaderFields(
  { fields = {} }: Pick<Outcome, 'fields'>,
  answer: ReadResponse,
  object: ObjectFacts,
): Comparison | null {
  const compared = Object.entries(fields).map(([name, claim]) => {
    const expected = resolved(claim, object, answer);
    const came = single(answer, name);
    return { name, wanted: claimWords(expected), came: came ?? 'absent', holds: holds(expected, came) };
  });
  if (compared.length === 0) return null;
  const wrong = compared.filter((field) => !field.holds);
  const shown = wrong.length > 0 ? wrong : compared;
  return {
    aspect: 'header-fields',
    holds: wrong.length === 0,
    expected: shown.map(({ name, wanted }) => `${name}: ${wanted}`).join(', '),
    actual: shown.map(({ name, came }) => `${name}: ${came}`).join(', '),
  };
}

/** A validator that the target never gave for the object has any value: then nothing can be compared but its presence. */
function resolved(claim: FieldClaim, { etag, lastModified, crc64 }: ObjectFacts, answer: ReadResponse): FieldClaim {
  switch (claim) {
    case '{request-id}':
      return answer.error?.requestId ?? 'the RequestId of the error document, which has none';
    case '{etag}':
      return etag ?? { matches: '.+' };
    case '{last-modified}':
      return lastModified ?? { matches: '.+' };
    case '{crc64}':
      return crc64 ?? { matches: '.+' };
    default:
      return claim;
  }
}

function holds(expected: FieldClaim, came: string | null): boolean {
  if (expected === null || came === null) return expected === came;
  return typeof expected === 'string' ? came === expected : matchesPattern(expected.matches, came);
}
