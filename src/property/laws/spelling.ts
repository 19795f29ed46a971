import fc from 'fast-check';
import { type Behaviour, type HeaderField, modeHeaderName } from '../../spec/model/vocabulary.js';
import { alike } from '../compare-answers.js';
import { defineLaw } from '../define-law.js';
import type { LawClaim } from '../law.js';
import { get, together } from '../law-plan.js';
import { anyRange, certainRanges, type RangePart, rangeOf } from '../ranges/any-range.js';

/** How a client may write the names; those of the vendor's SDKs are among them. */
const cases = ['small', 'capital', 'shouted', 'mixed'] as const;

interface Spelling {
  readonly part: RangePart;
  readonly names: (typeof cases)[number];
  /** Whether the mode header precedes the range, and whether an unrelated field is between them. */
  readonly modeFirst: boolean;
  readonly between: boolean;
}

const claim: LawClaim = {
  law: 'The case and order of header names make no difference.',
  level: 'expected',
  evidence: ['rfc9110-5.1', 'rfc9110-5.3'],
};

/** One request, and the same in another spelling. */
export const spelling = defineLaw<Spelling>({
  name: 'spelling',
  claims: { default: claim, standard: claim },
  parts: fc.record({
    part: anyRange,
    names: fc.constantFrom(...cases),
    modeFirst: fc.boolean(),
    between: fc.boolean(),
  }),
  certain: cases.map((names, index) => ({
    part: certainRanges()[0]!,
    names,
    modeFirst: index % 2 === 1,
    between: index > 1,
  })),
  plan: (size, parts, behaviour) => {
    const step = get(rangeOf(size, parts.part), behaviour);
    return together(size, [step, { ...step, fields: fieldsOf(step.range ?? '', behaviour, parts) }]);
  },
  judge: (_, answers, { level }) => ({ aspects: alike(answers, { level, headers: level }), notes: [] }),
});

function fieldsOf(range: string, behaviour: Behaviour, { names, modeFirst, between }: Spelling): HeaderField[] {
  const rangeField: HeaderField = [inCase('range', names), range];
  const mode: HeaderField[] = behaviour === 'standard' ? [[inCase(modeHeaderName, names), 'standard']] : [];
  const filler: HeaderField[] = between ? [[inCase('accept', names), '*/*']] : [];
  return modeFirst ? [...mode, ...filler, rangeField] : [rangeField, ...filler, ...mode];
}

function inCase(name: string, style: Spelling['names']): string {
  switch (style) {
    case 'small':
      return name;
    case 'capital':
      return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
    case 'shouted':
      return name.toUpperCase();
    case 'mixed':
      return [...name].map((letter, index) => (index % 2 === 0 ? letter : letter.toUpperCase())).join('');
  }
}
