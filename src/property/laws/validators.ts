import { type ReadResponse, single } from '../../judge/answer.js';
import type { AspectResult } from '../../judge/verdict.js';
import { defineLaw } from '../define-law.js';
import type { LawClaim } from '../law.js';
import { get, type LawAnswer, together } from '../law-plan.js';
import { certainSatisfiable, satisfiableParts, satisfiableRange } from '../ranges/satisfiable.js';

const claim: LawClaim = {
  law: 'HEAD, a plain GET and a ranged GET return the same ETag, CRC-64 and Last-Modified.',
  level: 'required',
  evidence: ['photon-test', 'csharp-sdk-v2-test', 'range-guide-transcript'],
};

const fields = ['ETag', 'x-oss-hash-crc64ecma', 'Last-Modified'] as const;

/** Validators speak of the whole object. One that is absent is recorded, since no source says that it must be there. */
export const validatorsLaw = defineLaw({
  name: 'validators',
  claims: { default: claim, standard: claim },
  parts: satisfiableParts,
  certain: certainSatisfiable,
  plan: (size, parts, behaviour) =>
    together(size, [
      { method: 'HEAD', range: null, behaviour },
      get(null, behaviour),
      get(satisfiableRange(size, parts), behaviour),
    ]),
  judge: (_, answers, { level }) => ({
    aspects: [agreed(answers, level)],
    notes: fields.flatMap((field) => absent(field, answers)),
  }),
});

function agreed(answers: readonly LawAnswer[], level: AspectResult['level']): AspectResult {
  for (const field of fields) {
    const told = answers.flatMap(({ answer, number }) => {
      const value = single(answer, field);
      return value === null ? [] : [{ value, number }];
    });
    const [first] = told;
    const other = told.find(({ value }) => value !== first?.value);
    if (first && other) {
      const [expected, actual] = [first, other].map((seen) => `${field}: ${seen.value} (in answer ${seen.number})`);
      return { aspect: 'validators', verdict: 'violates', level, expected: expected!, actual: actual! };
    }
  }
  return {
    aspect: 'validators',
    verdict: 'conforms',
    level,
    expected: 'the same everywhere',
    actual: 'the same everywhere',
  };
}

function absent(field: string, answers: readonly LawAnswer[]): string[] {
  const without = answers.filter(({ answer }) => single(answer, field) === null);
  if (without.length === 0) return [];
  return [`${field} is absent from ${[...new Set(without.map(({ answer }) => nameOf(answer)))].join(', ')}.`];
}

const nameOf = ({ method, status }: ReadResponse): string => `${method} ${status}`;
