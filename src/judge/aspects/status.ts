import type { AspectJudge } from './comparison.js';

/** The status code. */
export const judgeStatus: AspectJudge = (expected, answer) => ({
  aspect: 'status',
  holds: answer.status === expected.status,
  expected: `${expected.status}`,
  actual: `${answer.status}`,
});
