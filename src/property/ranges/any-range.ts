import fc from 'fast-check';
import { endPastEof } from '../families/end-past-eof.js';
import { inverted } from '../families/inverted.js';
import { malformedFamily } from '../families/malformed.js';
import { open } from '../families/open.js';
import { satisfiableClosed } from '../families/satisfiable-closed.js';
import { startPastEof } from '../families/start-past-eof.js';
import { suffixInside } from '../families/suffix-inside.js';
import { suffixLonger } from '../families/suffix-longer.js';
import type { Family } from '../family.js';

/** A range of some family on an object whose size is not known yet. */
export interface RangePart {
  readonly family: Family;
  readonly raw: unknown;
}

/** Those that fit first: a counterexample shrinks towards them. */
export const outside: readonly Family[] = [endPastEof, startPastEof, suffixLonger];
const fitting: readonly Family[] = [satisfiableClosed, open, suffixInside];
const unreadable: readonly Family[] = [inverted, malformedFamily];

const partOf = (family: Family): fc.Arbitrary<RangePart> =>
  family.source([1]).arbitrary.map((raw): RangePart => ({ family, raw }));

/** Ranges that fit, that fit in part or not at all, and that are none. */
export const anyRange: fc.Arbitrary<RangePart> = fc.oneof(...[...fitting, ...outside, ...unreadable].map(partOf));

/** One range of each of these families, the first that is certain. */
export const certainRanges = (families: readonly Family[] = [...outside, ...fitting]): RangePart[] =>
  families.map((family) => ({ family, raw: family.source([1]).examples[0] }));

/** @param size complete length in bytes */
export const rangeOf = (size: number, { family, raw }: RangePart): string => family.source([size]).toDraw(raw).range;
