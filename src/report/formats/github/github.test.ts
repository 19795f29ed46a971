import { expect, test } from 'vitest';
import { reportDefects } from '../../../testing/builders/report-defects.js';
import {
  checkReportFixture,
  reportDocumentFixture,
  smallDocument,
  violatingCheck,
  violatingProperty,
} from '../../../testing/builders/report-fixtures.js';
import { toGithub } from './github.js';

test('the annotations of a run', () => {
  expect(toGithub(smallDocument())).toMatchInlineSnapshot(`
    "::error title=OSS range conformance of my-store%3A violates%2C exit code 1::planned 4 = 2 conforms + 1 violates + 0 known + 1 inconclusive + 0 not-applicable + 0 not-run%0A1 violation decides
    ::error file=specs/end-past-eof.yaml,line=4,title=end-past-eof%3A 1 violation::end-past-eof/from-the-middle (default): expected 200, the whole object; received 206, bytes 500-999 of 1000
    ::error file=specs/end-past-eof.yaml,line=4,title=1 check not judged::timeout: no answer within 30000 ms%0Asuffix/last (default)
    ::notice title=Notice::the clock of the target is 12 s late
    "
  `);
});

test('a run that conforms annotates nothing', () => {
  expect(toGithub(reportDocumentFixture())).toBe('');
});

test('of each level there are ten at most, by topic and by cause, and what is left out is counted', () => {
  const checks = Array.from({ length: 40 }, (_, index) => [
    violatingCheck({ id: `topic-${index % 20}/${index}` }),
    violatingCheck({ id: `soft-${index % 12}/${index}`, level: 'expected' }),
    checkReportFixture({
      id: `slow/${index}`,
      verdict: 'inconclusive',
      cause: { kind: 'timeout', message: 'no answer' },
    }),
  ]).flat();
  const properties = [violatingProperty()];
  const lines = toGithub(reportDocumentFixture({ verdict: 'violates', exitCode: 1, checks, properties }))
    .trimEnd()
    .split('\n');
  const levels = lines.map((line) => /^::(\w+)/.exec(line)?.[1]);
  expect(['error', 'warning', 'notice'].map((level) => levels.filter((one) => one === level).length)).toEqual([
    10, 10, 0,
  ]);
  expect([lines[1], lines[9], lines[19]?.slice(0, 60)]).toMatchInlineSnapshot(`
    [
      "::error file=specs/end-past-eof.yaml,line=4,title=topic-0%3A 2 violations::topic-0/0 (default): expected 200, the whole object; received 206, bytes 500-999 of 1000%0Atopic-0/20 (default): expected 200, the whole object; received 206, bytes 500-999 of 1000",
      "::error title=14 more annotations omitted; see the reports for all of them::topic-8: 2 violations%0Atopic-9: 2 violations%0Atopic-10: 2 violations%0Atopic-11: 2 violations%0Atopic-12: 2 violations%0Atopic-13: 2 violations%0Atopic-14: 2 violations%0Atopic-15: 2 violations%0Atopic-16: 2 violations%0Atopic-17: 2 violations%0Atopic-18: 2 violations%0Atopic-19: 2 violations%0Aproperties: 1 violation%0A40 checks not judged",
      "::warning title=3 more annotations omitted; see the reports ",
    ]
  `);
});

test('text of somebody else neither ends a command, nor begins one, nor sets a field', () => {
  const spec = { file: 'a,line=1::x%\n', line: 3 };
  const report = toGithub(
    reportDocumentFixture({
      checks: [violatingCheck({ id: 'a:b,c/d%25', spec, received: '%0A\n::stop-commands::x' })],
      properties: [],
    }),
  );
  expect(report).toBe(
    '::error file=a%2Cline=1%3A%3Ax%25\\n,line=3,title=a%3Ab%2Cc%3A 1 violation::a:b,c/d%2525 (default): expected 200, the whole object; received %250A\\n::stop-commands::x\n',
  );
  expect(reportDefects.github(report)).toEqual([]);
});

test('a command that is not escaped is found out', () => {
  expect(
    ['::stop-commands::x\n', '::error title=a,b::x\n', '::error title=a::100%\n', 'x\n'].map((text) =>
      reportDefects.github(text),
    ),
  ).toEqual([
    ['another command: ::stop-commands::x', 'a command of GitHub: stop-commands'],
    ['another command: ::error title=a,b::x'],
    ['not escaped: %'],
    ['another command: x'],
  ]);
});
