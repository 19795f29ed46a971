import { expect, test } from 'vitest';
import type { VerdictName } from '../../gate/totals.js';
import { reportDefects } from '../../testing/builders/report-defects.js';
import {
  checkReportFixture,
  everyVerdictDocument,
  propertyReportFixture,
  reportDocumentFixture,
  responseReportFixture,
  violatingCheck,
  violatingProperty,
} from '../../testing/builders/report-fixtures.js';
import { hostileDocument, hostileStrings } from '../../testing/wire/hostile-strings.js';
import type { CheckReport } from '../document/document.js';
import { compareRuns } from './compare-runs.js';
import { compareRunsText } from './compare-runs-text.js';

const refused = responseReportFixture({
  status: 416,
  body: 'error',
  errorCode: 'InvalidRange',
  contentRange: null,
  contentLength: null,
});
const before = reportDocumentFixture({
  checks: [
    checkReportFixture({ id: 'a/worse' }),
    violatingCheck({ id: 'a/better' }),
    violatingCheck({ id: 'a/lost' }),
    checkReportFixture({ id: 'a/answer', level: 'observed' }),
    checkReportFixture({ id: 'a/gone' }),
    checkReportFixture({ id: 'a/same' }),
  ],
});
const after = reportDocumentFixture({
  verdict: 'violates',
  exitCode: 1,
  checks: [
    checkReportFixture({ id: 'a/new' }),
    violatingCheck({ id: 'a/worse' }),
    checkReportFixture({ id: 'a/better' }),
    checkReportFixture({
      id: 'a/lost',
      verdict: 'inconclusive',
      cause: { kind: 'timeout', message: 'x' },
      response: null,
    }),
    checkReportFixture({ id: 'a/answer', level: 'observed', response: refused }),
    checkReportFixture({ id: 'a/same' }),
  ],
  properties: [violatingProperty()],
});

test('what got worse comes first, then what got better, other answers, what is new and what is gone', () => {
  expect(compareRunsText(compareRuns(before, after))).toMatchInlineSnapshot(`
    "before  my-store, http://127.0.0.1:9000, 2026-05-04T03:02:01.000Z: 7 planned, conforms, exit code 0
    after   my-store, http://127.0.0.1:9000, 2026-05-04T03:02:01.000Z: 7 planned, violates, exit code 1

    2 worse
      a/worse (default), required: conforms, 200 whole -> violates, 206 500-999
      property/suffix-is-the-tail (standard), required: conforms, holds -> violates, does not hold

    1 better
      a/better (default), required: violates, 206 500-999 -> conforms, 200 whole

    1 verdict changed
      a/lost (default), required: violates, 206 500-999 -> inconclusive: timeout

    1 same verdict, different answer
      a/answer (default), observed: conforms, 200 whole -> conforms, 416 InvalidRange

    1 new
      a/new (default), required: conforms, 200 whole

    1 gone
      a/gone (default), required: conforms, 200 whole

    unchanged: 1 of 8 checks and properties
    verdicts differ, exit code 1
    "
  `);
});

test('as JSON it says the same', () => {
  const { changes, sameVerdicts, unchanged } = compareRuns(before, after);
  expect([changes[0], changes.map(({ kind }) => kind), sameVerdicts, unchanged]).toEqual([
    {
      kind: 'worse',
      label: 'a/worse (default)',
      level: 'required',
      before: { verdict: 'conforms', answer: '200 whole' },
      after: { verdict: 'violates', answer: '206 500-999' },
    },
    ['worse', 'worse', 'better', 'verdict', 'answer', 'new', 'gone'],
    false,
    1,
  ]);
});

test('of what got worse, violations of hard claims come first', () => {
  const ids = ['a/lost', 'a/soft', 'a/hard'];
  const old = reportDocumentFixture({ checks: ids.map((id) => checkReportFixture({ id })) });
  const now = reportDocumentFixture({
    checks: [
      checkReportFixture({ id: 'a/lost', verdict: 'not-run', reason: 'x' }),
      violatingCheck({ id: 'a/soft', level: 'expected' }),
      violatingCheck({ id: 'a/hard' }),
    ],
  });
  expect(compareRuns(old, now).changes.map(({ label }) => label)).toEqual(
    ['a/hard', 'a/soft', 'a/lost'].map((id) => `${id} (default)`),
  );
});

test('a run is the same as itself, and as one that only took another time', () => {
  const document = everyVerdictDocument();
  const later = { ...document, run: { ...document.run, startedAt: '2027-01-01T00:00:00.000Z', durationMs: 1 } };
  expect(compareRuns(document, later)).toMatchObject({ sameVerdicts: true, changes: [], unchanged: 36, remarks: [] });
});

const verdicts: readonly VerdictName[] = ['conforms', 'known', 'violates', 'inconclusive', 'not-applicable', 'not-run'];
const of = (verdict: VerdictName): CheckReport =>
  checkReportFixture({ verdict, cause: verdict === 'inconclusive' ? { kind: 'timeout', message: 'x' } : null });

test('a verdict is worse where a violation comes or a pass goes, and better the other way round', () => {
  const table = verdicts.map((old) =>
    verdicts.map((now) => {
      const pair = [of(old), of(now)].map((check) => reportDocumentFixture({ checks: [check] }));
      return compareRuns(pair[0]!, pair[1]!).changes[0]?.kind ?? '=';
    }),
  );
  expect(table).toEqual([
    ['=', 'worse', 'worse', 'worse', 'worse', 'worse'],
    ['better', '=', 'worse', 'worse', 'worse', 'worse'],
    ['better', 'better', '=', 'verdict', 'verdict', 'verdict'],
    ['better', 'better', 'worse', '=', 'verdict', 'verdict'],
    ['better', 'better', 'worse', 'verdict', '=', 'verdict'],
    ['better', 'better', 'worse', 'verdict', 'verdict', '='],
  ]);
});

test('what makes two runs hard to compare is said', () => {
  const other = reportDocumentFixture({
    tool: { name: 'oss-range-conformance', version: '9' },
    properties: [propertyReportFixture()],
  });
  const elsewhere = {
    ...other,
    target: { ...other.target, endpoint: 'http://a.test' },
    run: { ...other.run, seed: 7 },
  };
  expect(compareRuns(reportDocumentFixture(), elsewhere).remarks).toEqual([
    'The two runs used different endpoints.',
    'The reports were made by different versions of the suite: 0.1.0 (before); 9 (after).',
    'The reports used different seeds or numbers of inputs for their properties.',
  ]);
});

test.each(Object.entries(hostileStrings))('text is harmless where every string is %s', (_, text) => {
  expect(reportDefects.terminal(compareRunsText(compareRuns(hostileDocument(text), reportDocumentFixture())))).toEqual(
    [],
  );
});
