import { expect, test } from 'vitest';
import { reportDefects } from '../../../testing/builders/report-defects.js';
import {
  everyVerdictDocument,
  reportDocumentFixture,
  smallDocument,
} from '../../../testing/builders/report-fixtures.js';
import { toCtrf } from './ctrf.js';

const read = (document: Parameters<typeof toCtrf>[0]) => JSON.parse(toCtrf(document));

test('the report of a run', () => {
  expect(toCtrf(smallDocument())).toMatchInlineSnapshot(`
    "{
      "reportFormat": "CTRF",
      "specVersion": "0.1.0",
      "timestamp": "2026-05-04T03:02:04.210Z",
      "generatedBy": "oss-range-conformance",
      "results": {
        "tool": {
          "name": "oss-range-conformance",
          "version": "0.1.0"
        },
        "summary": {
          "tests": 5,
          "passed": 2,
          "failed": 2,
          "skipped": 0,
          "pending": 0,
          "other": 1,
          "suites": 5,
          "start": 1777863721000,
          "stop": 1777863724210,
          "duration": 3210,
          "extra": {
            "verdict": "violates",
            "exitCode": 1,
            "totals": {
              "planned": 4,
              "conforms": 2,
              "violates": 1,
              "known": 0,
              "inconclusive": 1,
              "notApplicable": 0,
              "notRun": 0
            },
            "gate": [
              "1 violation decides"
            ]
          }
        },
        "tests": [
          {
            "name": "end-past-eof/from-the-middle (default)",
            "status": "failed",
            "rawStatus": "violates",
            "message": "expected 200, the whole object; received 206, bytes 500-999 of 1000",
            "trace": "end-past-eof/from-the-middle (default) violates, required\\n  about       a range that starts inside the object and ends past it\\n  requested   GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000\\n              Range: bytes=500-2000\\n              no x-oss-range-behavior header\\n              of the object bytes-1000, 1,000 bytes\\n  expected    200, the whole object\\n  because     required: a source states it\\n              How to obtain OSS resources by segmenting HTTP range requests <https://www.alibabacloud.com/help/en/oss/range>\\n              Range tests of the Go SDK <aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go>\\n  received    206, bytes 500-999 of 1000\\n  violated    status: expected 200, got 206\\n              body-bytes: expected the whole object, got bytes 500-999\\n              content-range: expected absent, got bytes 500-999/1000\\n  row         specs/end-past-eof.yaml:4\\n  repeat      oss-range run --case 'end-past-eof/from-the-middle' --behaviour default\\n  curl        curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000",
            "duration": 1,
            "suite": [
              "my-store",
              "end-past-eof",
              "default"
            ],
            "filePath": "specs/end-past-eof.yaml",
            "line": 4,
            "retries": 0,
            "tags": [
              "required",
              "default"
            ],
            "parameters": {
              "range": [
                "bytes=500-2000"
              ],
              "objectSize": 1000
            },
            "extra": {
              "level": "required",
              "repeat": "oss-range run --case 'end-past-eof/from-the-middle' --behaviour default",
              "evidence": [
                "range-guide",
                "go-sdk-test"
              ]
            }
          },
          {
            "name": "suffix/zero (standard)",
            "status": "passed",
            "rawStatus": "conforms",
            "stdout": [
              "recorded: 200, the whole object"
            ],
            "duration": 1,
            "suite": [
              "my-store",
              "suffix",
              "standard"
            ],
            "filePath": "specs/end-past-eof.yaml",
            "line": 4,
            "retries": 0,
            "tags": [
              "observed",
              "standard"
            ],
            "parameters": {
              "range": [
                "bytes=500-2000"
              ],
              "objectSize": 1000
            },
            "extra": {
              "level": "observed",
              "repeat": "oss-range run --case 'suffix/zero' --behaviour standard",
              "evidence": []
            }
          },
          {
            "name": "suffix/last (default)",
            "status": "other",
            "rawStatus": "inconclusive",
            "message": "timeout: no answer within 30000 ms",
            "trace": "suffix/last (default) inconclusive, required\\n  about       a range that starts inside the object and ends past it\\n  cause       timeout: no answer within 30000 ms\\n  requested   GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000\\n              Range: bytes=500-2000\\n              no x-oss-range-behavior header\\n              of the object bytes-1000, 1,000 bytes\\n  row         specs/end-past-eof.yaml:4\\n  repeat      oss-range run --case 'suffix/last' --behaviour default\\n  curl        curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000",
            "duration": 1,
            "suite": [
              "my-store",
              "suffix",
              "default"
            ],
            "filePath": "specs/end-past-eof.yaml",
            "line": 4,
            "retries": 0,
            "tags": [
              "required",
              "default"
            ],
            "parameters": {
              "range": [
                "bytes=500-2000"
              ],
              "objectSize": 1000
            },
            "extra": {
              "level": "required",
              "repeat": "oss-range run --case 'suffix/last' --behaviour default",
              "evidence": [
                "range-guide",
                "go-sdk-test"
              ]
            }
          },
          {
            "name": "property/suffix-is-the-tail (standard)",
            "status": "passed",
            "rawStatus": "conforms",
            "duration": 813,
            "suite": [
              "my-store",
              "properties",
              "standard"
            ],
            "tags": [
              "required",
              "standard"
            ],
            "parameters": {
              "draws": 200,
              "seed": 42
            },
            "extra": {
              "level": "required",
              "repeat": "oss-range run --case 'property/suffix-is-the-tail' --behaviour standard --seed 42 --runs 200",
              "evidence": [
                "range-guide"
              ]
            }
          },
          {
            "name": "gate",
            "status": "failed",
            "rawStatus": "violates",
            "duration": 0,
            "suite": [
              "my-store",
              "gate"
            ],
            "message": "violates, exit code 1",
            "trace": "1 violation decides\\nplanned 4 = 2 conforms + 1 violates + 0 known + 1 inconclusive + 0 not-applicable + 0 not-run\\nthe clock of the target is 12 s late"
          }
        ],
        "environment": {
          "appName": "my-store",
          "healthy": false,
          "extra": {
            "endpoint": "http://127.0.0.1:9000",
            "auth": "anonymous",
            "addressing": "path",
            "seed": 42
          }
        }
      }
    }
    "
  `);
});

test('each verdict has a status, and only what conforms has passed', () => {
  const { results } = read(everyVerdictDocument());
  const statuses = results.tests.map(({ name, status, rawStatus }: Record<string, string>) => [
    name!.split(' ')[0],
    rawStatus,
    status,
  ]);
  const byVerdict = Object.fromEntries(
    statuses.map(([name, raw, status]: string[]) => [`${raw} ${name!.split('-').at(-1)}`, status]),
  );
  expect(byVerdict).toEqual({
    'conforms required': 'passed',
    'conforms expected': 'passed',
    'conforms observed': 'passed',
    'violates required': 'failed',
    'violates expected': 'other',
    'violates observed': 'other',
    'known required': 'other',
    'known expected': 'other',
    'known observed': 'other',
    'inconclusive required': 'other',
    'inconclusive expected': 'other',
    'inconclusive observed': 'other',
    'not-applicable required': 'skipped',
    'not-applicable expected': 'skipped',
    'not-applicable observed': 'skipped',
    'not-run required': 'pending',
    'not-run expected': 'pending',
    'not-run observed': 'pending',
    'violates gate': 'failed',
  });
  const { tests, passed, failed, skipped, pending, other } = results.summary;
  expect([tests, passed + failed + skipped + pending + other, failed]).toEqual([37, 37, 3]);
});

test('a run that judged nothing has a test that failed; one that conforms has no test more than planned', () => {
  const nothing = reportDocumentFixture({ verdict: 'inconclusive', exitCode: 2, checks: [], properties: [] });
  expect([read(nothing).results.summary.failed, read(nothing).results.environment.healthy]).toEqual([1, false]);
  expect([
    read(reportDocumentFixture()).results.summary.tests,
    read(reportDocumentFixture()).results.summary.passed,
  ]).toEqual([3, 3]);
});

test('a report that readers would refuse is found out', () => {
  const { results, ...rest } = read(smallDocument());
  const [first, ...others] = results.tests;
  const spoilt = [
    { ...rest },
    { ...rest, results, more: 1 },
    { ...rest, results: { ...results, tests: [{ ...first, status: 'inconclusive' }, ...others] } },
    { ...rest, results: { ...results, tests: [{ ...first, duration: 1.5 }, ...others] } },
    { ...rest, results: { ...results, summary: { ...results.summary, other: undefined } } },
  ];
  expect(spoilt.map((value) => reportDefects.ctrf(JSON.stringify(value)).length)).toEqual([1, 1, 1, 1, 1]);
  expect(reportDefects.ctrf(toCtrf(smallDocument()))).toEqual([]);
});
