import { expect, test } from 'vitest';
import { checkReportFixture, violatingCheck, violatingProperty } from '../testing/builders/report-fixtures.js';
import { blameOutage } from './blame-outage.js';

const why = 'http://x starts answers but does not finish them: time-out within the body; check the network';
const aspect = { aspect: 'framing', verdict: 'violates', level: 'required', expected: 'an answer' } as const;
const late = { ...aspect, actual: 'time-out within the body (ended after 3 of 1000 bytes of body)' };
const unjudged = (message: string) =>
  checkReportFixture({ verdict: 'inconclusive', cause: { kind: 'setup', message }, response: null });

test('what an outage explains gets its one cause, violations by answers that are late included', () => {
  const { checks, properties } = blameOutage(
    {
      checks: [unjudged('GET: time-out within the body'), unjudged('PUT: 507'), violatingCheck({ aspects: [late] })],
      properties: [],
    },
    why,
  );
  expect(checks.map(({ verdict, cause }) => [verdict, cause?.message])).toEqual([
    ['inconclusive', 'http://x starts answers but does not finish them: time-out within the body'],
    ['inconclusive', 'PUT: 507'],
    ['inconclusive', 'http://x starts answers but does not finish them: time-out within the body'],
  ]);
  expect(properties).toEqual([]);
});

test('a wrong answer stays one, and so does a missing one where the target was lost in another way', () => {
  const wrong = { checks: [violatingCheck()], properties: [violatingProperty()] };
  expect(blameOutage(wrong, why)).toEqual(wrong);
  const missing = { checks: [violatingCheck({ aspects: [late] })], properties: [] };
  for (const other of ['http://x cannot be reached: connection refused', 'the account is suspended']) {
    expect(blameOutage(missing, other)).toEqual(missing);
  }
});
