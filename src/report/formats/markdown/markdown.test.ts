import { expect, test } from 'vitest';
import {
  checkReportFixture,
  everyVerdictDocument,
  reportDocumentFixture,
  smallDocument,
  violatingCheck,
} from '../../../testing/builders/report-fixtures.js';
import { markdownDefects } from '../../../testing/readers/markdown-page.js';
import { inline } from '../../text/outside-text.js';
import { toMarkdown } from './markdown.js';

test('the report of a run', () => {
  expect(toMarkdown(smallDocument())).toMatchInlineSnapshot(`
    "## OSS range conformance of my-store: violates

    **violates, exit code 1.** planned 4 = 2 conforms + 1 violates + 0 known + 1 inconclusive + 0 not-applicable + 0 not-run.

    Endpoint \`http://127.0.0.1:9000\`, auth anonymous, default and standard, 1,040 requests, 12 MiB sent, 40 MiB received, 3.2 s, seed 42.

    ### Gate

    * 1 violation decides

    ### Best explained by

    * under default this endpoint answers 41 of 43 deciding rows like Amazon S3: it clamps the end

    ### 1 violation

    | check | level | Range | expected | received |
    | --- | --- | --- | --- | --- |
    | end-past-eof/from-the-middle (default) | required | bytes=500-2000 | 200, the whole object | 206, bytes 500-999 of 1000 |

    ### 1 inconclusive

    | cause | times | as in |
    | --- | --- | --- |
    | timeout: no answer within 30000 ms | 1 | suffix/last (default) |

    ### By topic

    | topic | default | standard |
    | --- | --- | --- |
    | end-past-eof | 1 violates | - |
    | suffix | 1 inconclusive | 1 conforms |

    ### By property

    | property | default | standard |
    | --- | --- | --- |
    | suffix-is-the-tail | - | conforms (200 draws) |

    ### Notices

    * the clock of the target is 12 s late

    ### Left behind

    * oss-range/k3v9/bytes-1000

    ### Violations in full

    <details><summary>end-past-eof/from-the-middle (default) violates, required</summary>

    \`\`\`text
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
    \`\`\`

    </details>
    "
  `);
});

test('a run that conforms has nothing to tell but its overview', () => {
  expect(toMarkdown(reportDocumentFixture({ properties: [] }))).toMatchInlineSnapshot(`
    "## OSS range conformance of my-store: conforms

    **conforms, exit code 0.** planned 2 = 2 conforms + 0 violates + 0 known + 0 inconclusive + 0 not-applicable + 0 not-run.

    Endpoint \`http://127.0.0.1:9000\`, auth anonymous, default and standard, 1,040 requests, 12 MiB sent, 40 MiB received, 3.2 s, seed 42.

    ### By topic

    | topic | default | standard |
    | --- | --- | --- |
    | end-past-eof | 1 conforms | 1 conforms |
    "
  `);
});

test('what could be markup is code, in a line, in a cell and in HTML; what cannot is text', () => {
  expect(
    [
      '206, bytes 500-999 (500 bytes)',
      'a_b',
      '@team',
      'see #1',
      'a|b',
      '`a`',
      'http://a.test',
      ':+1:',
      '<b>',
      '',
      'a\u202eb',
    ].map((text) => inline(text)),
  ).toEqual([
    '206, bytes 500-999 (500 bytes)',
    '`a_b`',
    '`@team`',
    '`see #1`',
    '<code>a&#124;b</code>',
    '<code>&#96;a&#96;</code>',
    '`http://a.test`',
    '`:+1:`',
    '`<b>`',
    '',
    '<code>a&#92;u202eb</code>',
  ]);
  expect([inline('x'.repeat(400)).length, inline(`${'x'.repeat(298)}\u{1f4a1}\u{1f4a1}`)]).toEqual([
    300,
    `${'x'.repeat(298)}…`,
  ]);
});

test('markup that is not escaped is found out', () => {
  const report = toMarkdown(smallDocument());
  const found = (spoilt: string) => markdownDefects(report.replace('suffix/last', () => spoilt))[0];
  expect(
    ['<img src=x>', '[x](javascript:alert(1))', '![y](z)', '@team', 'http://a.test', '<script>', '*e*'].map(found),
  ).toEqual([
    'element <img>',
    'element <a>',
    'element <img>',
    expect.stringContaining('becomes a link: @team'),
    'element <a>',
    expect.stringMatching(/malformed|element <script>/),
    'element <em>',
  ]);
});

test('a report of any size stays below what a service takes, says what it leaves out, and is still well-formed', () => {
  const checks = Array.from({ length: 900 }, (_, index) =>
    violatingCheck({ id: `many/${index}`, title: 'ü'.repeat(700), received: `|${'<'.repeat(400)}` }),
  );
  const causes = Array.from({ length: 300 }, (_, index) =>
    checkReportFixture({
      id: `some/${index}`,
      verdict: 'inconclusive',
      cause: { kind: 'timeout', message: `after ${index} ms` },
    }),
  );
  const document = reportDocumentFixture({
    verdict: 'violates',
    exitCode: 1,
    checks: [...checks, ...causes],
    gate: ['x'.repeat(5000)],
  });
  for (const most of [10_000, 64_000, 1_000_000]) {
    const report = toMarkdown(document, most);
    const size = Buffer.byteLength(report);
    expect([most, size <= most, size > most * 0.6, markdownDefects(report)]).toEqual([most, true, true, []]);
    expect(report).toMatch(
      /\d+ more of this kind \(violation\) omitted to stay below [\d,]+ bytes; the JSON report has all of them\./,
    );
  }
});

test('every verdict has its place', () => {
  const report = toMarkdown(everyVerdictDocument());
  expect(report.match(/^### .+$/gm)).toEqual([
    '### Gate',
    '### 2 violations',
    '### 6 inconclusive',
    '### 6 not-run',
    '### By topic',
    '### By property',
    '### 4 violations below the gate',
    '### Known deviations',
    '### 6 not-applicable',
    '### Violations in full',
  ]);
});
