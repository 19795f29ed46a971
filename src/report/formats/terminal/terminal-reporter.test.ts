import { expect, test } from 'vitest';
import {
  checkReportFixture,
  everyVerdictDocument,
  propertyReportFixture,
  reportDocumentFixture,
  violatedAspectResults,
  violatingCheck,
  violatingProperty,
} from '../../../testing/builders/report-fixtures.js';
import type { ReportDocument } from '../../document/document.js';
import type { RunEvent, RunPlanned } from '../../document/events.js';
import { type TerminalOptions, terminalReporter } from './terminal-reporter.js';

const ci: TerminalOptions = { tty: false, colour: false, width: 80, quiet: true };
const terminal: TerminalOptions = { tty: true, colour: false, width: 80, quiet: false, now: () => 0 };

const plan: RunPlanned = {
  kind: 'run-planned',
  targetName: 'my-store',
  endpoint: 'http://127.0.0.1:9000',
  embedded: false,
  checks: 312,
  properties: 24,
  objects: 9,
  requests: 1040,
  bytesUp: 12_600_000,
  bytesDown: 41_900_000,
  seed: 42,
  prefix: 'oss-range/k3v9/',
};

function printed(options: TerminalOptions, ...events: readonly RunEvent[]): string {
  let output = '';
  const reporter = terminalReporter((text) => {
    output += text;
  }, options);
  for (const event of events) void reporter.event(event);
  return output;
}

const summary = (document: ReportDocument, options = ci) => printed(options, { kind: 'run-finished', document });

test('before a run its target, plan, cost, seed and prefix are told', () => {
  expect(printed(ci, plan)).toMatchInlineSnapshot(`
    "OSS range conformance of my-store
      target  http://127.0.0.1:9000
      plan    312 checks, 24 properties, 9 objects to write
      cost    about 1,040 requests, 12 MiB up, 40 MiB down
      seed    42
      prefix  oss-range/k3v9/

    "
  `);
});

test('the embedded endpoint is named as what it is', () => {
  const output = printed(ci, { ...plan, targetName: 'embedded', embedded: true, properties: 1, objects: 1 });
  expect(output).toMatchInlineSnapshot(`
    "OSS range conformance of embedded
      target  http://127.0.0.1:9000, the embedded endpoint of this package
      plan    312 checks, 1 property, 1 object to write
      cost    about 1,040 requests, 12 MiB up, 40 MiB down
      seed    42
      prefix  oss-range/k3v9/

    "
  `);
});

test('a run that conforms needs a few lines', () => {
  expect(summary(reportDocumentFixture())).toMatchInlineSnapshot(`
    "topic         default     standard
    end-past-eof  1 conforms  1 conforms

    property            default  standard
    suffix-is-the-tail  -        conforms (200 draws)

    1,040 requests in 3.2 s, 12 MiB sent, 40 MiB received, seed 42
    planned 3 = 3 conforms + 0 violates + 0 known + 0 inconclusive + 0 not-applicable + 0 not-run
    verdict conforms, exit code 0
    "
  `);
});

test('a run with everything tells everything once', () => {
  const timeout = { kind: 'timeout', message: 'no answer within 30000 ms' } as const;
  const unanswered = { verdict: 'inconclusive', response: null, received: '', aspects: [], cause: timeout } as const;
  const document = reportDocumentFixture({
    checks: [
      violatingCheck(),
      violatingCheck({ behaviour: 'standard', level: 'expected', evidence: ['range-guide'] }),
      checkReportFixture({ id: 'inside/a', ...unanswered }),
      checkReportFixture({ id: 'inside/a', behaviour: 'standard', ...unanswered }),
      checkReportFixture({ id: 'inside/b', ...unanswered }),
      checkReportFixture({ id: 'inside/b', behaviour: 'standard', ...unanswered }),
      checkReportFixture({ id: 'inside/c', ...unanswered, cause: { kind: 'auth', message: '403 AccessDenied' } }),
      checkReportFixture({ id: 'inside/d', verdict: 'not-run', response: null, reason: 'the run was interrupted' }),
      checkReportFixture({
        id: 'append/a',
        verdict: 'not-applicable',
        response: null,
        reason: 'the target cannot append',
      }),
      violatingCheck({ id: 'inside/e', verdict: 'known' }),
      checkReportFixture({ id: 'inside/f', level: 'observed' }),
    ],
    properties: [violatingProperty(), propertyReportFixture({ name: 'same-answer-twice', behaviour: 'default' })],
    verdict: 'violates',
    exitCode: 1,
    gate: ['2 new violations; accept them with oss-range deviations update reports/report.json deviations.yaml'],
    leftovers: ['oss-range/k3v9/bytes-1000'],
    notices: ['the clock of the target is 4 s ahead'],
  });
  expect(summary(document)).toMatchInlineSnapshot(`
    "topic         default                                         standard
    end-past-eof  1 violates                                      1 violates
    inside        1 conforms, 1 known, 3 inconclusive, 1 not-run  2 inconclusive
    append        1 not-applicable                                -

    property            default               standard
    suffix-is-the-tail  -                     violates (18 draws)
    same-answer-twice   conforms (200 draws)  -

    2 violations

    end-past-eof/from-the-middle (default) violates, required
      about       a range that starts inside the object and ends past it
      requested   GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000
                  Range: bytes=500-2000
                  no x-oss-range-behavior header
                  of the object bytes-1000, 1,000 bytes
      expected    200, the whole object
      because     required: a source states it
                  How to obtain OSS resources by segmenting HTTP range requests <https://www.alibabacloud.com/help/en/oss/range>
                  Range tests of the Go SDK <aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go>
      received    206, bytes 500-999 of 1000
      violated    status: expected 200, got 206
                  body-bytes: expected the whole object, got bytes 500-999
                  content-range: expected absent, got bytes 500-999/1000
      row         specs/end-past-eof.yaml:4
      repeat      oss-range run --case 'end-past-eof/from-the-middle' --behaviour default
      curl        curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000

    property/suffix-is-the-tail (standard) violates, required
      about       a suffix range is answered with the last bytes of the object
      draw        the smallest counterexample, after 18 draws and 2 shrinks, seed 42, path 17:3:0
      requested   GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000
                  Range: bytes=-1
                  x-oss-range-behavior: standard
                  of the object bytes-1000, 1,000 bytes
      expected    206, bytes 999-999
      because     required: a source states it
                  How to obtain OSS resources by segmenting HTTP range requests <https://www.alibabacloud.com/help/en/oss/range>
      received    206, bytes 0-1 of 1000
      violated    body-bytes: expected bytes 999-999, got bytes 0-1
      row         as a row:
                  - id: suffix/found-1
                    object: bytes-1000
                    range: bytes=-1
      repeat      oss-range run --case 'property/suffix-is-the-tail' --behaviour standard --seed 42 --runs 200
      curl        curl -sS -D - -o /dev/null -H 'Range: bytes=-1' -H 'x-oss-range-behavior: standard' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000

    1 violation below the gate: reported, not counted against the target; under --strict \`expected\` decides too

    end-past-eof/from-the-middle (standard) violates, expected
      about       a range that starts inside the object and ends past it
      requested   GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000
                  Range: bytes=500-2000
                  no x-oss-range-behavior header
                  of the object bytes-1000, 1,000 bytes
      expected    200, the whole object
      because     expected: it follows from a source
                  How to obtain OSS resources by segmenting HTTP range requests <https://www.alibabacloud.com/help/en/oss/range>
      received    206, bytes 500-999 of 1000
      violated    status: expected 200, got 206
                  body-bytes: expected the whole object, got bytes 500-999
                  content-range: expected absent, got bytes 500-999/1000
      row         specs/end-past-eof.yaml:4
      repeat      oss-range run --case 'end-past-eof/from-the-middle' --behaviour standard
      curl        curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000

    5 inconclusive
      4  timeout: no answer within 30000 ms
         inside/a (default), inside/a (standard), inside/b (default), and 1 more
      1  auth: 403 AccessDenied
         inside/c (default)

    1 not-run
      1  the run was interrupted
         inside/d (default)

    1 not-applicable
      1  the target cannot append
         append/a (default)

    1 known deviation
      inside/e (default)

    1 object left behind; oss-range clean removes them
      oss-range/k3v9/bytes-1000

    1 notice
      the clock of the target is 4 s ahead

    gate
      2 new violations; accept them with oss-range deviations update reports/report.json deviations.yaml

    1 answer to observed rows recorded; the JSON report has them (level "observed")
    1,040 requests in 3.2 s, 12 MiB sent, 40 MiB received, seed 42
    planned 13 = 2 conforms + 3 violates + 1 known + 5 inconclusive + 1 not-applicable + 1 not-run
    verdict violates, exit code 1
    "
  `);
});

test('a cause that many share takes one line, and messages that differ case by case do not take a page', () => {
  const checks = Array.from({ length: 40 }, (_, index) =>
    checkReportFixture({
      id: `inside/${index}`,
      verdict: 'inconclusive',
      response: null,
      cause: { kind: 'setup', message: index < 30 ? 'the upload was refused' : `no such key ${index}` },
    }),
  );
  const output = summary(reportDocumentFixture({ checks, properties: [] }));
  expect(output.slice(output.indexOf('40 inconclusive\n'), output.indexOf('1,040 requests'))).toMatchInlineSnapshot(`
    "40 inconclusive
      30  setup: the upload was refused
          inside/0 (default), inside/1 (default), inside/2 (default), and 27 more
      1  setup: no such key 30
         inside/30 (default)
      1  setup: no such key 31
         inside/31 (default)
      8  setup: other messages
         inside/32 (default), inside/33 (default), inside/34 (default), and 5 more

    "
  `);
});

test('an account that does not add up is shown as such', () => {
  const document = reportDocumentFixture();
  const output = summary({ ...document, totals: { ...document.totals, planned: 4 } });
  expect(output).toContain(
    '\nplanned 4 ≠ 3 conforms + 0 violates + 0 known + 0 inconclusive + 0 not-applicable + 0 not-run\n',
  );
});

test('a broken invariant on an observed row is a violation like any other', () => {
  const aspects = violatedAspectResults('required').map((aspect) => ({ ...aspect, invariant: 'a rule' }));
  const output = summary(
    reportDocumentFixture({ checks: [violatingCheck({ level: 'observed', aspects })], properties: [] }),
  );
  expect(output).toContain('\n1 violation\n\nend-past-eof/from-the-middle (default) violates, observed\n');
});

test('under strict nothing is said to decide under strict', () => {
  const plain = reportDocumentFixture({ checks: [violatingCheck({ level: 'observed' })], properties: [] });
  const output = summary({ ...plain, run: { ...plain.run, strict: true } });
  expect(output).toContain('\n1 violation below the gate: reported, not counted against the target\n');
});

const someEvents: readonly RunEvent[] = [
  { kind: 'check-finished', check: checkReportFixture(), done: 1, planned: 3 },
  { kind: 'notice', message: 'the clock of the target is 4 s ahead' },
  { kind: 'property-finished', property: propertyReportFixture(), done: 3, planned: 3 },
];

test('nothing is written during a run in CI, when asked to be quiet, or into a file', () => {
  expect(printed(ci, ...someEvents)).toBe('');
  expect(printed({ ...terminal, quiet: true }, ...someEvents)).toBe('');
  expect(printed({ ...terminal, tty: false }, ...someEvents)).toBe('');
});

test('a terminal shows one line of progress, which makes way for notices and for the summary', () => {
  const output = printed(terminal, ...someEvents, { kind: 'run-finished', document: reportDocumentFixture() });
  const [line, blank, notice, second] = output.split('\r').filter((part) => part !== '');
  expect(line).toBe('1/3  0 violate, 0 inconclusive  end-past-eof/from-the-middle (default)');
  expect(blank?.trim()).toBe('');
  expect(notice).toBe('the clock of the target is 4 s ahead\n');
  expect(second).toBe('3/3  0 violate, 0 inconclusive  property/suffix-is-the-tail (standard)');
  expect(output.slice(output.lastIndexOf('\r') + 1)).toBe(summary(reportDocumentFixture()));
});

test('colours are on when asked for and change nothing else', () => {
  const document = everyVerdictDocument();
  const coloured = summary(document, { ...ci, colour: true });
  const codes = new RegExp(`${String.fromCharCode(27)}\\[(\\d+)m`, 'g');
  expect(coloured.replace(codes, '')).toBe(summary(document));
  expect([...new Set([...coloured.matchAll(codes)].map(([, code]) => Number(code)))].sort((a, b) => a - b)).toEqual([
    1, 22, 31, 33, 39,
  ]);
});

test('no server can drive the terminal, whatever field it fills', () => {
  const evil = '\x1b[2J\x9b31m\u202e\r\n\x07';
  const document = reportDocumentFixture({
    checks: [
      violatingCheck({ id: evil, topic: evil, title: evil, received: evil, expected: evil, notes: [evil] }),
      checkReportFixture({ verdict: 'inconclusive', cause: { kind: 'transport', message: evil } }),
      checkReportFixture({ verdict: 'not-applicable', reason: evil }),
    ],
    properties: [violatingProperty({ name: evil })],
    gate: [evil],
    leftovers: [evil],
    notices: [evil],
  });
  const output = printed(
    terminal,
    { ...plan, targetName: evil, endpoint: evil },
    { kind: 'notice', message: evil },
    {
      kind: 'run-finished',
      document,
    },
  );
  expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
