import { expect, test } from 'vitest';
import {
  checkReportFixture,
  everyVerdictDocument,
  reportDocumentFixture,
  responseReportFixture,
  violatedAspectResults,
  violatingCheck,
} from '../../../testing/builders/report-fixtures.js';
import { toJson } from './json.js';

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, reversed(field)]),
  );
}

test('a report reads back as the document it was', () => {
  const document = everyVerdictDocument();
  expect(JSON.parse(toJson(document))).toEqual(document);
});

test('equal documents give equal bytes, however they were put together', () => {
  const document = everyVerdictDocument();
  expect(toJson(reversed(document) as typeof document)).toBe(toJson(document));
});

test('fields stand in the order of the contract, ids in the order of their names', () => {
  const invariant = { ...violatedAspectResults()[0]!, invariant: 'a rule' };
  const document = reportDocumentFixture({ checks: [violatingCheck({ aspects: [invariant] })], properties: [] });
  expect(toJson(reversed(document) as typeof document)).toMatchInlineSnapshot(`
    "{
      "schema": "oss-range-report/1",
      "tool": {
        "name": "oss-range-conformance",
        "version": "0.1.0"
      },
      "target": {
        "name": "my-store",
        "endpoint": "http://127.0.0.1:9000",
        "bucket": "conformance",
        "region": "cn-hangzhou",
        "addressing": "path",
        "auth": "anonymous",
        "capabilities": {
          "append": true,
          "multi-range": false
        }
      },
      "run": {
        "startedAt": "2026-05-04T03:02:01.000Z",
        "durationMs": 3210,
        "seed": 42,
        "runs": 200,
        "behaviours": [
          "default",
          "standard"
        ],
        "strict": false,
        "prefix": "oss-range/k3v9/",
        "requests": 1040,
        "bytesSent": 12600000,
        "bytesReceived": 41900000
      },
      "verdict": "conforms",
      "exitCode": 0,
      "totals": {
        "planned": 1,
        "conforms": 0,
        "violates": 1,
        "known": 0,
        "inconclusive": 0,
        "notApplicable": 0,
        "notRun": 0
      },
      "gate": [],
      "explanations": [],
      "checks": [
        {
          "id": "end-past-eof/from-the-middle",
          "behaviour": "default",
          "topic": "end-past-eof",
          "title": "a range that starts inside the object and ends past it",
          "level": "required",
          "verdict": "violates",
          "cause": null,
          "reason": null,
          "spec": {
            "file": "specs/end-past-eof.yaml",
            "line": 4
          },
          "evidence": [
            "range-guide",
            "go-sdk-test"
          ],
          "why": null,
          "request": {
            "method": "GET",
            "url": "http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000",
            "range": [
              "bytes=500-2000"
            ],
            "object": "bytes-1000",
            "objectSize": 1000,
            "headers": [
              [
                "Host",
                "127.0.0.1:9000"
              ],
              [
                "Range",
                "bytes=500-2000"
              ]
            ]
          },
          "response": {
            "status": 206,
            "contentLength": "500",
            "contentRange": "bytes 500-999/1000",
            "bodyLength": 500,
            "body": "500-999",
            "difference": null,
            "errorCode": null,
            "headers": [
              [
                "Content-Length",
                "500"
              ],
              [
                "Content-Range",
                "bytes 500-999/1000"
              ]
            ]
          },
          "expected": "200, the whole object",
          "received": "206, bytes 500-999 of 1000",
          "aspects": [
            {
              "aspect": "status",
              "verdict": "violates",
              "level": "required",
              "expected": "200",
              "actual": "206",
              "invariant": "a rule"
            }
          ],
          "notes": [],
          "retries": 0,
          "repro": {
            "curl": "curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000",
            "command": "oss-range run --case 'end-past-eof/from-the-middle' --behaviour default"
          },
          "durationMs": 1.25
        }
      ],
      "properties": [],
      "evidence": {
        "go-sdk-test": {
          "address": "aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go",
          "kind": "vendor-sdk-test",
          "title": "Range tests of the Go SDK"
        },
        "range-guide": {
          "address": "https://www.alibabacloud.com/help/en/oss/range",
          "kind": "vendor-document",
          "title": "How to obtain OSS resources by segmenting HTTP range requests"
        }
      },
      "leftovers": [],
      "notices": []
    }
    "
  `);
});

test('text that is no text, or that drives a terminal, is escaped and not lost', () => {
  const hostile = 'a\0b\x1b[31m\x9b2J\x7f\ud800|\udc00|\u{e0041}\u202e\u2028\u{1f4a1}"\\\n';
  const document = reportDocumentFixture({ checks: [checkReportFixture({ received: hostile })] });
  const json = toJson(document);
  expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(JSON.parse(json)).toEqual(document);
});

test('names of headers and sources are data, even when they look like something else', () => {
  const odd = JSON.parse('{"__proto__":{"title":"t","address":"a","kind":"rfc"}}');
  const document = reportDocumentFixture({
    checks: [checkReportFixture({ response: responseReportFixture({ headers: [['__proto__', 'x']] }) })],
    evidence: odd,
  });
  expect(JSON.parse(toJson(document))).toEqual(JSON.parse(JSON.stringify(document)));
});

test('the report ends in one line feed', () => {
  expect(toJson(reportDocumentFixture())).toMatch(/[^\n]\n$/);
});
