import { expect, test } from 'vitest';
import {
  checkReportFixture,
  propertyReportFixture,
  reportDocumentFixture,
  requestReportFixture,
  responseReportFixture,
  violatedAspectResults,
  violatingCheck,
  violatingProperty,
} from '../../testing/builders/report-fixtures.js';
import { unjudgedText, violationSummary, violationText } from './describe.js';

const { evidence } = reportDocumentFixture();

test('a violation tells what was asked, expected and why, received, violated, where it stands and how to repeat it', () => {
  expect(violationText(violatingCheck(), evidence)).toMatchInlineSnapshot(`
    "end-past-eof/from-the-middle (default) violates, required
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
      curl        curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000"
  `);
});

test('a violation shows alternatives, conditions, invariants, the first difference, notes and retries', () => {
  const check = violatingCheck({
    level: 'observed',
    evidence: [],
    why: 'the two vendor pages disagree',
    request: requestReportFixture({
      range: [],
      headers: [
        ['If-Match', '"5D41402A"'],
        ['x-oss-range-behavior', 'standard'],
      ],
    }),
    response: responseReportFixture({ body: 'unknown', difference: 'body offset 3: expected 0a0b, got ffff' }),
    expected: '200, the whole object; or 416, InvalidRange',
    received: '',
    aspects: [
      {
        aspect: 'body-bytes',
        verdict: 'violates',
        level: 'required',
        expected: 'bytes 500-999',
        actual: 'unknown bytes',
        invariant: 'the body of a 206 is the interval of its Content-Range',
      },
    ],
    notes: ['the ETag is absent'],
    retries: 1,
  });
  expect(violationText(check, evidence)).toMatchInlineSnapshot(`
    "end-past-eof/from-the-middle (default) violates, observed
      about       a range that starts inside the object and ends past it
      requested   GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000
                  no Range header
                  If-Match: "5D41402A"
                  x-oss-range-behavior: standard
                  of the object bytes-1000, 1,000 bytes
      expected    200, the whole object; or 416, InvalidRange
      because     observed: no source is cited
                  the two vendor pages disagree
      received    nothing
      violated    body-bytes: expected bytes 500-999, got unknown bytes; required by the invariant: the body of a 206 is the interval of its Content-Range
      difference  body offset 3: expected 0a0b, got ffff
      note        the ETag is absent
                  sent 2 times; the last answer was judged
      row         specs/end-past-eof.yaml:4
      repeat      oss-range run --case 'end-past-eof/from-the-middle' --behaviour default
      curl        curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000"
  `);
});

test('a broken law shows the draw, its seed and path, and a row to keep', () => {
  expect(violationText(violatingProperty(), evidence)).toMatchInlineSnapshot(`
    "property/suffix-is-the-tail (standard) violates, required
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
      curl        curl -sS -D - -o /dev/null -H 'Range: bytes=-1' -H 'x-oss-range-behavior: standard' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000"
  `);
});

test('a broken law without a counterexample is still told', () => {
  const property = propertyReportFixture({ verdict: 'violates' });
  expect(violationText(property, evidence)).toMatchInlineSnapshot(`
    "property/suffix-is-the-tail (standard) violates, required
      about       a suffix range is answered with the last bytes of the object
      because     required: a source states it
                  How to obtain OSS resources by segmenting HTTP range requests <https://www.alibabacloud.com/help/en/oss/range>
      repeat      oss-range run --case 'property/suffix-is-the-tail' --behaviour standard --seed 42 --runs 200"
  `);
  expect(violationSummary(property)).toBe(
    'does not hold: a suffix range is answered with the last bytes of the object',
  );
});

test('a source that the report does not know is named by its id, whatever the id', () => {
  const text = violationText(violatingCheck({ evidence: ['constructor', 'go-sdk-test'] }), evidence);
  expect(text).toContain(
    '\n              constructor\n              Range tests of the Go SDK <aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go>\n',
  );
});

test('a server cannot drive the terminal or forge a line', () => {
  const check = violatingCheck({
    received: '206\x1b[2J\n  expected    206',
    aspects: [{ ...violatedAspectResults()[0]!, actual: '\x9b31m206\r' }],
    response: responseReportFixture({ difference: '\u202e' }),
  });
  const text = violationText(check, evidence);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text.split('\n')).toHaveLength(violationText(violatingCheck(), evidence).split('\n').length - 1);
  expect(text).toContain('  received    206\\x1b[2J\\n  expected    206\n');
  expect(violationSummary(check)).toBe('expected 200, the whole object; received 206\\x1b[2J\\n  expected    206');
});

test('what was not judged tells its cause and what was asked', () => {
  const cause = { kind: 'timeout', message: 'no answer within 30000 ms' } as const;
  expect(unjudgedText(checkReportFixture({ verdict: 'inconclusive', cause, received: '' }))).toMatchInlineSnapshot(`
    "end-past-eof/from-the-middle (default) inconclusive, required
      about       a range that starts inside the object and ends past it
      cause       timeout: no answer within 30000 ms
      requested   GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000
                  Range: bytes=500-2000
                  no x-oss-range-behavior header
                  of the object bytes-1000, 1,000 bytes
      row         specs/end-past-eof.yaml:4
      repeat      oss-range run --case 'end-past-eof/from-the-middle' --behaviour default
      curl        curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000"
  `);
  expect(
    unjudgedText(propertyReportFixture({ verdict: 'not-run', reason: 'the run was interrupted' })),
  ).toMatchInlineSnapshot(`
    "property/suffix-is-the-tail (standard) not-run, required
      about       a suffix range is answered with the last bytes of the object
      cause       the run was interrupted
      repeat      oss-range run --case 'property/suffix-is-the-tail' --behaviour standard --seed 42 --runs 200"
  `);
  expect(unjudgedText(propertyReportFixture({ verdict: 'not-run' }))).toContain('no reason was recorded');
});

test('a request that was never sent has no address and no line to repeat it', () => {
  const request = requestReportFixture({ url: '' });
  const repro = { curl: '', command: 'oss-range run --case a/b' };
  const check = checkReportFixture({
    verdict: 'not-run',
    reason: 'the run was interrupted',
    request,
    repro,
    received: '',
  });
  expect(unjudgedText(check)).toMatchInlineSnapshot(`
    "end-past-eof/from-the-middle (default) not-run, required
      about       a range that starts inside the object and ends past it
      cause       the run was interrupted
      requested   GET, not sent
                  Range: bytes=500-2000
                  no x-oss-range-behavior header
                  of the object bytes-1000, 1,000 bytes
      row         specs/end-past-eof.yaml:4
      repeat      oss-range run --case a/b"
  `);
});

test('an answer that did not come is not an empty one', () => {
  expect(violationSummary(violatingCheck({ received: '' }))).toBe('expected 200, the whole object; received nothing');
});
