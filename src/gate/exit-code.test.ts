import { expect, test } from 'vitest';
import { exitCodeOf, exitCodes } from './exit-code.js';

test('every way to end has an exit code of its own, which scripts rely on', () => {
  expect(exitCodes).toEqual({ conforms: 0, violates: 1, inconclusive: 2, usage: 3, defect: 4 });
});

test('only a run that conforms ends with 0', () => {
  expect((['conforms', 'violates', 'inconclusive'] as const).map(exitCodeOf)).toEqual([0, 1, 2]);
});
