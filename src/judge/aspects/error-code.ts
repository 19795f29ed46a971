import type { AspectJudge } from './comparison.js';

/** The `<Code>` of the error document. The message, its order of elements and its EC value are not compared: the vendor advises against building on them. */
export const judgeErrorCode: AspectJudge = (expected, answer) => {
  // Of a HEAD there is no document to read.
  if (expected.errorCode === null || !expected.hasBody) return null;
  return {
    aspect: 'error-code',
    holds: answer.error?.code === expected.errorCode,
    expected: expected.errorCode,
    actual: answer.error?.code ?? 'no error document',
  };
};
