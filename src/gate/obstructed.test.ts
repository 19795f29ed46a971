import { expect, test } from 'vitest';
import { obstructed } from './evaluate-stopped.js';

test('a run that could not put a question is inconclusive, with all of it not run and one line that says why', () => {
  expect(obstructed(3, 'nothing listens there; start it')).toEqual({
    verdict: 'inconclusive',
    exitCode: 2,
    totals: { planned: 3, conforms: 0, violates: 0, known: 0, inconclusive: 0, notApplicable: 0, notRun: 3 },
    lines: ['nothing listens there; start it'],
  });
});
