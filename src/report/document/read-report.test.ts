import { expect, test } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import {
  clientReportFixture,
  counterexampleReport,
  everyVerdictDocument,
  reportDocumentFixture,
  requestReportFixture,
  responseReportFixture,
  violatedAspectResults,
  violatingCheck,
  violatingProperty,
} from '../../testing/builders/report-fixtures.js';
import { toJson } from '../formats/json/json.js';
import { readDocument } from './read-report.js';

const step = { request: requestReportFixture(), response: responseReportFixture(), received: '206' };
const { target } = reportDocumentFixture();
const full = reportDocumentFixture({
  target: {
    ...target,
    requestPayer: true,
    profile: 'a.yaml',
    connection: { ca: 'ca.pem', insecure: true, proxy: 'http://p.test', credentials: 'ossutil' },
  },
  clients: [clientReportFixture()],
  checks: [violatingCheck({ aspects: [{ ...violatedAspectResults()[0]!, invariant: 'a rule' }] })],
  properties: [
    violatingProperty({
      notes: ['a note'],
      counterexample: counterexampleReport({
        steps: [step, { ...step, response: null }],
        again: { kind: 'operations', operations: [{ kind: 'put', size: 3 }, { kind: 'head' }] },
      }),
    }),
  ],
});

test.each([
  ['with every verdict', everyVerdictDocument()],
  ['with everything that may be absent', full],
])('a report %s is read as it was written', (_, document) => {
  expect(readDocument('report.json', toJson(document))).toEqual(document);
});

test.each<[name: string, spoil: (document: typeof full) => unknown, message: RegExp]>([
  ['no report', () => 7, /this is not a JSON report$/],
  ['another schema', (document) => ({ ...document, schema: 'oss-range-report/2' }), /schema: "oss-range-report\/2"$/],
  ['no target', ({ target: _, ...document }) => document, /target: /],
  [
    'a verdict that nobody knows',
    (document) => ({ ...document, checks: [violatingCheck({ verdict: 'ok' as 'known' })] }),
    /checks\.0\.verdict: /,
  ],
  [
    'a negative count',
    (document) => ({ ...document, totals: { ...document.totals, planned: -1 } }),
    /totals\.planned: /,
  ],
  ['no date', (document) => ({ ...document, run: { ...document.run, startedAt: 'today' } }), /run\.startedAt: /],
])('what has %s is refused, and the field is named', (_, spoil, message) => {
  const error = (() => {
    try {
      return readDocument('a.json', JSON.stringify(spoil(full)));
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(SuiteError);
  expect(error).toMatchObject({
    code: 'report-invalid',
    message: expect.stringMatching(message),
    hint: expect.any(String),
  });
});
