import fc from 'fast-check';
import { expectRange } from '../../oracle/expect-range.js';
import { alike } from '../compare-answers.js';
import { defineLaw } from '../define-law.js';
import { endPastEof } from '../families/end-past-eof.js';
import { malformedFamily } from '../families/malformed.js';
import { open } from '../families/open.js';
import { satisfiableClosed } from '../families/satisfiable-closed.js';
import { startPastEof } from '../families/start-past-eof.js';
import { suffixInside } from '../families/suffix-inside.js';
import { suffixLonger } from '../families/suffix-longer.js';
import { get, together } from '../law-plan.js';
import { certainRanges, type RangePart, rangeOf } from '../ranges/any-range.js';

/** What the text before the first comma may be: satisfiable, out of range, malformed. */
const heads = [satisfiableClosed, open, suffixInside, endPastEof, startPastEof, suffixLonger, malformedFamily];

/** What may stand behind it; the vendor's own test puts letters there. */
const tails = ['abc', '', '0-0', '-1', '0-', ' 0-0', ',', 'bytes=0-0', '\u00ff'] as const;

interface List {
  readonly head: RangePart;
  readonly tail: string;
}

/** Only the text before the first comma is read (a vendor's test); under `standard` no source shows a list. */
export const listPrefix = defineLaw<List>({
  name: 'list-prefix',
  claims: {
    default: {
      law: 'A list is answered like the text before its first comma, regardless of what follows.',
      level: 'required',
      evidence: ['ossutil-test', 'range-guide-cn'],
    },
  },
  parts: fc.record({
    head: fc.oneof(...heads.map((family) => family.source([1]).arbitrary.map((raw): RangePart => ({ family, raw })))),
    tail: fc.oneof(
      fc.constantFrom(...tails),
      fc.array(fc.constantFrom(...tails), { maxLength: 4 }).map((list) => list.join(',')),
      fc.string({ maxLength: 12 }),
    ),
  }),
  certain: certainRanges(heads).map((head) => ({ head, tail: 'abc' })),
  plan: (size, { head, tail }) => {
    const alone = rangeOf(size, head);
    const list = `${alone},${tail}`;
    const { level } = expectRange(size, [list], 'default');
    return { ...together(size, [get(alone, 'default'), get(list, 'default')]), level };
  },
  judge: (_, answers, { level }) => ({
    aspects: alike(answers, { level, headers: level === 'required' ? 'expected' : level }),
    notes: [],
  }),
});
