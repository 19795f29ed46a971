import { single } from '../answer.js';
import type { AspectJudge } from './comparison.js';

/** The Content-Range field, its absence included: an ignored Range has none (vendor transcripts). */
export const judgeContentRange: AspectJudge = (expected, answer) => {
  if (expected.contentRange === undefined) return null;
  const value = single(answer, 'content-range');
  return {
    aspect: 'content-range',
    holds: value === expected.contentRange,
    expected: expected.contentRange ?? 'absent',
    actual: value ?? 'absent',
  };
};
