import type { Level } from '../../spec/model/vocabulary.js';
import type { ReadResponse } from '../answer.js';
import type { DerivedAnswer } from '../derived-answer.js';
import type { Aspect } from '../verdict.js';

/** One aspect compared. `expected` and `actual` are words a reader can hold side by side. */
export interface Comparison {
  readonly aspect: Aspect;
  readonly holds: boolean;
  readonly expected: string;
  readonly actual: string;
  /** How hard this aspect is, where that is not as hard as the question. */
  readonly level?: Level;
}

/** A judge of one aspect; null where the aspect does not apply to this answer. */
export type AspectJudge = (expected: DerivedAnswer, answer: ReadResponse) => Comparison | null;
