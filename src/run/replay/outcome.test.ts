import { describe, expect, test } from 'vitest';
import {
  checkReportFixture,
  responseReportFixture,
  violatedAspectResults,
  violatingCheck,
} from '../../testing/builders/report-fixtures.js';
import { replayExitCode, replayOutcome } from './outcome.js';

const violated = violatedAspectResults();
const foreign = (body: string, actual: string) =>
  violatingCheck({
    response: responseReportFixture({ body }),
    aspects: [{ aspect: 'body-bytes', verdict: 'violates', level: 'required', expected: 'its bytes', actual }],
  });
const etag = (actual: string) =>
  violatingCheck({
    aspects: [{ aspect: 'validators', verdict: 'violates', level: 'required', expected: '"A"', actual }],
  });

describe('what became of a violation', () => {
  test.each([
    ['the same comparisons fail with the same values', violatingCheck(), violatingCheck(), 'repeated'],
    ['one comparison less fails', violatingCheck(), violatingCheck({ aspects: violated.slice(1) }), 'differs'],
    [
      'a comparison fails with another value',
      violatingCheck(),
      violatingCheck({ aspects: violated.map((one) => ({ ...one, actual: `${one.actual}!` })) }),
      'differs',
    ],
    ['it conforms', violatingCheck(), checkReportFixture(), 'fixed'],
    ['it was accepted and conforms', violatingCheck({ verdict: 'known' }), checkReportFixture(), 'fixed'],
    ['it was accepted and is the same', violatingCheck({ verdict: 'known' }), violatingCheck(), 'repeated'],
    ['it cannot be judged', violatingCheck(), checkReportFixture({ verdict: 'inconclusive' }), 'inconclusive'],
    ['it was not run', violatingCheck(), checkReportFixture({ verdict: 'not-run' }), 'inconclusive'],
    ['a wrong ETag is wrong in another way', etag('"B"'), etag('"C"'), 'repeated'],
    [
      'foreign bytes are those of another object',
      foreign('unknown', 'x'),
      foreign('other-object b 0-1', 'y'),
      'repeated',
    ],
    ['its own bytes are wrong instead of foreign ones', foreign('unknown', 'x'), foreign('0-1', 'x'), 'differs'],
  ] as const)('%s', (_, before, now, outcome) => {
    expect(replayOutcome(before, now)).toBe(outcome);
  });

  test.each(['conforms', 'inconclusive', 'not-applicable', 'not-run'] as const)(
    'where there was none, because it was %s, nothing is fixed and nothing differs',
    (verdict) => {
      expect(replayOutcome(checkReportFixture({ verdict }), checkReportFixture())).toBe('conforms');
      expect(replayOutcome(checkReportFixture({ verdict }), violatingCheck())).toBe('violates');
      expect(replayOutcome(checkReportFixture({ verdict }), checkReportFixture({ verdict: 'inconclusive' }))).toBe(
        'inconclusive',
      );
    },
  );

  test.each([
    [['fixed', 'fixed'], 0],
    [['fixed', 'conforms'], 0],
    [['conforms', 'violates'], 1],
    [['fixed', 'inconclusive'], 2],
    [['inconclusive', 'repeated'], 1],
    [['differs', 'fixed'], 1],
  ] as const)('%j ends with %i', (outcomes, code) => {
    expect(replayExitCode(outcomes)).toBe(code);
  });
});
