import { expect, test } from 'vitest';
import { readByHand } from './by-hand.js';

const runs = (failed: number, tests: string) => `measured: 2026-11-30
sample: { about: a, code: b, output: c }
programs: []
suites:
  - name: a suite
    repository: someone/suite
    commit: eb329ec91d24e2e52646f244863232342fa05161
    version: 1.0.0
    runtime: Python 3.11
    runs:
      - { what: all, command: run, passed: 1, failed: ${failed}, skipped: 0, failures: [{ tests: [${tests}], because: an operation that is refused }] }
`;

test('a failure without a reason, and a reason without a failure, are refused', () => {
  expect(readByHand(runs(2, 'one, two')).suites[0]?.runs[0]?.failed).toBe(2);
  expect(() => readByHand(runs(3, 'one, two'))).toThrow('every test that fails has one reason');
  expect(() => readByHand(runs(1, 'one, two'))).toThrow('every test that fails has one reason');
});
