import type { AspectJudge } from './comparison.js';

/** How many bytes of body came. Not compared for an error document or a body in gzip, whose length no source fixes. */
export const judgeBodyLength: AspectJudge = (expected, answer) => {
  if (expected.length === null || answer.coded) return null;
  const length = expected.hasBody ? expected.length : 0;
  return {
    aspect: 'body-length',
    holds: answer.length === length,
    expected: `${length} bytes`,
    actual: `${answer.length} bytes`,
  };
};
