import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkReportFixture,
  everyVerdictDocument,
  reportDocumentFixture,
  requestReportFixture,
  violatingCheck,
} from '../../../testing/builders/report-fixtures.js';
import { readAsDorny, readAsGitlab, readAsJenkins, readAsMikepenz } from '../../../testing/readers/junit-readers.js';
import { childrenOf, parseXml, type ReadElement } from '../../../testing/readers/xml-element.js';
import type { ReportDocument } from '../../document/document.js';
import { entryLabel } from '../../document/entry.js';
import { violationText } from '../../text/describe.js';
import { toJunit } from './junit.js';

const seed = Math.floor(Math.random() * 2 ** 31);

const readers = { dorny: readAsDorny, mikepenz: readAsMikepenz, gitlab: readAsGitlab, jenkins: readAsJenkins };

test('a violation is one failure with the whole story, beside a case that passes and one that is skipped', async () => {
  const document = reportDocumentFixture({
    checks: [
      violatingCheck({ request: requestReportFixture({ range: ['bytes=0-1', 'bytes=2-3'] }) }),
      checkReportFixture({ id: 'inside/first-byte', durationMs: 0.0001 }),
      checkReportFixture({
        id: 'inside/appended',
        verdict: 'not-applicable',
        reason: 'the target cannot append <to> an object',
        response: null,
      }),
    ],
    verdict: 'violates',
    exitCode: 1,
    gate: ['1 new violation; oss-range show end-past-eof/from-the-middle'],
  });
  expect(await toJunit(document)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="oss-range-conformance: my-store" tests="5" failures="2" errors="0" skipped="1" time="0.815000">
      <testsuite name="my-store.end-past-eof.default" timestamp="2026-05-04T03:02:01.000Z" tests="1" failures="1" errors="0" skipped="0" time="0.001250">
        <testcase classname="my-store.end-past-eof.default" name="end-past-eof/from-the-middle (default)" file="specs/end-past-eof.yaml" line="4" time="0.001250">
          <properties>
            <property name="verdict" value="violates"/>
            <property name="behaviour" value="default"/>
            <property name="level" value="required"/>
            <property name="about" value="a range that starts inside the object and ends past it"/>
            <property name="range" value="bytes=0-1&#xA;bytes=2-3"/>
            <property name="endpoint" value="http://127.0.0.1:9000"/>
            <property name="evidence.range-guide" value="How to obtain OSS resources by segmenting HTTP range requests &lt;https://www.alibabacloud.com/help/en/oss/range>"/>
            <property name="evidence.go-sdk-test" value="Range tests of the Go SDK &lt;aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go>"/>
          </properties>
          <failure type="status" message="expected 200, the whole object; received 206, bytes 500-999 of 1000">end-past-eof/from-the-middle (default) violates, required
      about       a range that starts inside the object and ends past it
      requested   GET http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000
                  Range: bytes=0-1
                  Range: bytes=2-3
                  no x-oss-range-behavior header
                  of the object bytes-1000, 1,000 bytes
      expected    200, the whole object
      because     required: a source states it
                  How to obtain OSS resources by segmenting HTTP range requests &lt;https://www.alibabacloud.com/help/en/oss/range&gt;
                  Range tests of the Go SDK &lt;aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go&gt;
      received    206, bytes 500-999 of 1000
      violated    status: expected 200, got 206
                  body-bytes: expected the whole object, got bytes 500-999
                  content-range: expected absent, got bytes 500-999/1000
      row         specs/end-past-eof.yaml:4
      repeat      oss-range run --case 'end-past-eof/from-the-middle' --behaviour default
      curl        curl -sS -D - -o /dev/null -H 'Range: bytes=500-2000' http://127.0.0.1:9000/conformance/oss-range/k3v9/bytes-1000</failure>
        </testcase>
      </testsuite>
      <testsuite name="my-store.gate" timestamp="2026-05-04T03:02:01.000Z" tests="1" failures="1" errors="0" skipped="0" time="0.000000">
        <testcase classname="my-store.gate" name="gate" time="0.000000">
          <failure type="gate" message="violates, exit code 1">1 new violation; oss-range show end-past-eof/from-the-middle
    planned 4 = 2 conforms + 1 violates + 0 known + 0 inconclusive + 1 not-applicable + 0 not-run</failure>
        </testcase>
      </testsuite>
      <testsuite name="my-store.inside.default" timestamp="2026-05-04T03:02:01.000Z" tests="2" failures="0" errors="0" skipped="1" time="0.001250">
        <testcase classname="my-store.inside.default" name="inside/appended (default)" file="specs/end-past-eof.yaml" line="4" time="0.001250">
          <properties>
            <property name="verdict" value="not-applicable"/>
            <property name="behaviour" value="default"/>
            <property name="level" value="required"/>
            <property name="about" value="a range that starts inside the object and ends past it"/>
            <property name="range" value="bytes=500-2000"/>
            <property name="endpoint" value="http://127.0.0.1:9000"/>
            <property name="evidence.range-guide" value="How to obtain OSS resources by segmenting HTTP range requests &lt;https://www.alibabacloud.com/help/en/oss/range>"/>
            <property name="evidence.go-sdk-test" value="Range tests of the Go SDK &lt;aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go>"/>
          </properties>
          <skipped message="the target cannot append &lt;to> an object">the target cannot append &lt;to&gt; an object</skipped>
        </testcase>
        <testcase classname="my-store.inside.default" name="inside/first-byte (default)" file="specs/end-past-eof.yaml" line="4" time="0.000000">
          <properties>
            <property name="verdict" value="conforms"/>
            <property name="behaviour" value="default"/>
            <property name="level" value="required"/>
            <property name="about" value="a range that starts inside the object and ends past it"/>
            <property name="range" value="bytes=500-2000"/>
            <property name="endpoint" value="http://127.0.0.1:9000"/>
            <property name="evidence.range-guide" value="How to obtain OSS resources by segmenting HTTP range requests &lt;https://www.alibabacloud.com/help/en/oss/range>"/>
            <property name="evidence.go-sdk-test" value="Range tests of the Go SDK &lt;aliyun/aliyun-oss-go-sdk@b6e0a2a oss/bucket_test.go>"/>
          </properties>
        </testcase>
      </testsuite>
      <testsuite name="my-store.properties.standard" timestamp="2026-05-04T03:02:01.000Z" tests="1" failures="0" errors="0" skipped="0" time="0.812500">
        <testcase classname="my-store.properties.standard" name="property/suffix-is-the-tail (standard)" time="0.812500">
          <properties>
            <property name="verdict" value="conforms"/>
            <property name="behaviour" value="standard"/>
            <property name="level" value="required"/>
            <property name="about" value="a suffix range is answered with the last bytes of the object"/>
            <property name="draws" value="200"/>
            <property name="seed" value="42"/>
            <property name="endpoint" value="http://127.0.0.1:9000"/>
            <property name="evidence.range-guide" value="How to obtain OSS resources by segmenting HTTP range requests &lt;https://www.alibabacloud.com/help/en/oss/range>"/>
          </properties>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

/** What CI must show for a verdict at a level, without `--strict` and with it. */
const colours = {
  conforms: { required: 'passed', expected: 'passed', observed: 'passed' },
  violates: { required: 'failed', expected: 'failed under strict', observed: 'passed' },
  known: { required: 'passed', expected: 'passed', observed: 'passed' },
  inconclusive: { required: 'error', expected: 'error', observed: 'error' },
  'not-applicable': { required: 'skipped', expected: 'skipped', observed: 'skipped' },
  'not-run': { required: 'error', expected: 'error', observed: 'error' },
} as const;

describe.each(Object.entries(readers))('%s', (reader, read) => {
  test.each([false, true])('sees every verdict at every level (strict: %s)', async (strict) => {
    const plain = everyVerdictDocument();
    const document = { ...plain, run: { ...plain.run, strict } };
    const expected = [...document.checks, ...document.properties].map((entry) => {
      const colour = colours[entry.verdict][entry.level];
      const outcome = colour === 'failed under strict' ? (strict ? 'failed' : 'passed') : colour;
      // Three of the four have one colour for what failed and what could not be judged.
      return [entryLabel(entry), outcome === 'error' && reader !== 'gitlab' ? 'failed' : outcome];
    });
    const seen = read(await toJunit(document)).map(({ name, outcome }) => [name, outcome]);
    expect(seen.sort()).toEqual([...expected, ['gate', 'failed']].sort());
  });

  test('shows the story of a failure, the cause of an error, the reason of a skipped case', async () => {
    const document = everyVerdictDocument();
    const seen = new Map(read(await toJunit(document)).map((item) => [item.name, item]));
    const violating = document.checks.find(({ id }) => id === 'every/violates-required')!;
    expect(seen.get('every/violates-required (default)')?.details).toBe(violationText(violating, document.evidence));
    expect(seen.get('every/inconclusive-required (default)')?.details).toContain('timeout: no answer within 30000 ms');
    expect(seen.get('property/every-not-run-observed (standard)')?.details).toContain('the run was interrupted');
    expect(seen.get('gate')?.details).toContain('2 new violations; look at one with oss-range show');
  });

  test('keeps checks apart that differ in behaviour, topic or target only', async () => {
    const twice = reportDocumentFixture({
      checks: [
        checkReportFixture(),
        checkReportFixture({ behaviour: 'standard' }),
        checkReportFixture({ id: 'inside/from-the-middle' }),
      ],
      properties: [],
    });
    const other = { ...twice, target: { ...twice.target, name: 'another-store' } };
    const seen = [...read(await toJunit(twice)), ...read(await toJunit(other))];
    expect(new Set(seen.map(({ group, name }) => `${group} ${name}`)).size).toBe(6);
  });

  test(`reads hostile text without losing a case or a character that XML can carry (seed ${seed})`, async () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        ...[']]>', '<![CDATA[', '-->', '&amp;', '&#0;', '<', '"', "'", 'a', ' ', '\n', '\r', '\t', '[[ATTACHMENT|x]]'],
        ...['\0', '\x1b', '\x85', '\ufffe', '\uffff', '\ud800', '\udc00', '\u{1f4a1}', '\u202e'],
      ),
    });
    const check = async (title: string, received: string, reason: string, name: string) => {
      const plain = reportDocumentFixture();
      const document: ReportDocument = {
        ...plain,
        target: { ...plain.target, name },
        checks: [
          violatingCheck({ id: 'a/b', title, received, spec: { file: title, line: 7 } }),
          checkReportFixture({ id: 'a/c', verdict: 'not-applicable', reason }),
          checkReportFixture({ id: 'a/d', verdict: 'inconclusive', cause: { kind: 'transport', message: received } }),
          violatingCheck({ id: 'a/e', title, received, level: 'expected' }),
        ],
        properties: [],
      };
      const seen = read(await toJunit(document));
      expect(seen.map((item) => item.name)).toEqual([
        'a/b (default)',
        'a/c (default)',
        'a/d (default)',
        'a/e (default)',
      ]);
      expect(seen[0]?.details).toBe(violationText(document.checks[0]!, document.evidence));
    };
    await fc.assert(fc.asyncProperty(nasty, nasty, nasty, nasty, check), { seed, numRuns: 100 });
  });
});

test('mikepenz puts the annotation on the row of the table', async () => {
  const [first] = readAsMikepenz(await toJunit(reportDocumentFixture({ checks: [violatingCheck()] })));
  expect(first).toMatchObject({
    place: 'specs/end-past-eof.yaml:4',
    message: 'expected 200, the whole object; received 206, bytes 500-999 of 1000',
  });
});

test('Jenkins shows below the gate what passes there, and what a case is about', async () => {
  const document = everyVerdictDocument();
  const seen = new Map(readAsJenkins(await toJunit(document)).map((item) => [item.name, item]));
  const shown = [
    'every/violates-expected',
    'every/violates-observed',
    'every/known-required',
    'every/conforms-observed',
    'every/conforms-required',
  ].map((name) => [name, seen.get(`${name} (default)`)?.output?.split('\n').slice(0, 2) ?? null]);
  expect(shown).toEqual([
    [
      'every/violates-expected',
      [
        'violates below the gate; under --strict `expected` decides too',
        'every/violates-expected (default) violates, expected',
      ],
    ],
    [
      'every/violates-observed',
      [
        'violates below the gate; under --strict `expected` decides too',
        'every/violates-observed (default) violates, observed',
      ],
    ],
    [
      'every/known-required',
      [
        'a known deviation, accepted by the list of known deviations',
        'every/known-required (default) violates, required',
      ],
    ],
    ['every/conforms-observed', ['recorded: 200, the whole object']],
    ['every/conforms-required', null],
  ]);
  expect(seen.get('property/every-violates-required (standard)')?.properties).toEqual({
    verdict: 'violates',
    behaviour: 'standard',
    level: 'required',
    about: 'a suffix range is answered with the last bytes of the object',
    range: 'bytes=-1',
    draws: '200',
    seed: '42',
    endpoint: 'http://127.0.0.1:9000',
    'evidence.range-guide':
      'How to obtain OSS resources by segmenting HTTP range requests <https://www.alibabacloud.com/help/en/oss/range>',
  });
  expect(seen.get('every/not-applicable-required (default)')?.message).toBe('the target cannot append to an object');
});

test('under strict a violation below the gate is not said to decide under strict', async () => {
  const plain = reportDocumentFixture({ checks: [violatingCheck({ level: 'observed' })], properties: [] });
  const [seen] = readAsJenkins(await toJunit({ ...plain, run: { ...plain.run, strict: true } }));
  expect(seen?.output?.split('\n')[0]).toBe('violates below the gate');
});

/** The numbers on an element, and what they must be by what lies below it. */
function sums(element: ReadElement): { stated: readonly string[]; counted: readonly string[] } {
  const casesBelow = (node: ReadElement): readonly ReadElement[] => [
    ...childrenOf(node, 'testcase'),
    ...childrenOf(node, 'testsuite').flatMap(casesBelow),
  ];
  const cases = casesBelow(element);
  const having = (name: string) => String(cases.filter((item) => childrenOf(item, name).length > 0).length);
  const time = cases.reduce((sum, item) => sum + Number(item.attributes.time), 0).toFixed(6);
  return {
    stated: ['tests', 'failures', 'errors', 'skipped', 'time'].map((key) => element.attributes[key] ?? 'absent'),
    counted: [String(cases.length), having('failure'), having('error'), having('skipped'), time],
  };
}

test('the totals of every suite and of the whole are those of the cases below, and those of the accounting', async () => {
  const document = everyVerdictDocument({ verdict: 'conforms', exitCode: 0 });
  const root = parseXml(await toJunit(document));
  for (const element of [root, ...childrenOf(root, 'testsuite')]) {
    const { stated, counted } = sums(element);
    expect(stated).toEqual(counted);
  }
  const { planned, inconclusive, notRun, notApplicable } = document.totals;
  expect(root.attributes).toMatchObject({
    tests: String(planned),
    errors: String(inconclusive + notRun),
    skipped: String(notApplicable),
  });
});

test('a case never has two results, which readers would weigh differently', async () => {
  const root = parseXml(await toJunit(everyVerdictDocument()));
  const cases = childrenOf(root, 'testsuite').flatMap((suite) => childrenOf(suite, 'testcase'));
  const results = cases.map((item) =>
    ['failure', 'error', 'skipped'].reduce((sum, name) => sum + childrenOf(item, name).length, 0),
  );
  expect(Math.max(...results)).toBe(1);
});

test('a run that failed without a failed check is red all the same', async () => {
  const empty = reportDocumentFixture({
    checks: [],
    properties: [],
    verdict: 'inconclusive',
    exitCode: 2,
    gate: ['nothing was checked; oss-range list shows what can be'],
    notices: ['--case matched nothing'],
  });
  expect(readAsGitlab(await toJunit(empty))).toEqual([
    {
      group: 'my-store.gate',
      name: 'gate',
      outcome: 'error',
      message: null,
      details:
        'nothing was checked; oss-range list shows what can be\nplanned 0 = 0 conforms + 0 violates + 0 known + 0 inconclusive + 0 not-applicable + 0 not-run\n--case matched nothing',
      place: null,
      output: null,
      properties: null,
    },
  ]);
});

test('times are plain decimals however small or long', async () => {
  const times = [0, 0.0004, 0.001, 1.25, 3_600_000].map((durationMs, index) =>
    checkReportFixture({ id: `time/${index}`, durationMs }),
  );
  const root = parseXml(await toJunit(reportDocumentFixture({ checks: times, properties: [] })));
  const cases = childrenOf(root, 'testsuite').flatMap((suite) => childrenOf(suite, 'testcase'));
  expect(cases.map(({ attributes }) => attributes.time)).toEqual([
    '0.000000',
    '0.000000',
    '0.000001',
    '0.001250',
    '3600.000000',
  ]);
});

test('the order of the file does not depend on the order in which checks ended', async () => {
  const document = everyVerdictDocument();
  const shuffled = {
    ...document,
    checks: [...document.checks].reverse(),
    properties: [...document.properties].reverse(),
  };
  expect(await toJunit(shuffled)).toBe(await toJunit(document));
});

test('a violation without a failed comparison still fails, with the verdict as its type', async () => {
  const root = parseXml(
    await toJunit(reportDocumentFixture({ checks: [violatingCheck({ aspects: [] })], properties: [] })),
  );
  const [failure] = childrenOf(root, 'testsuite').flatMap((suite) =>
    childrenOf(suite, 'testcase').flatMap((item) => childrenOf(item, 'failure')),
  );
  expect(failure?.attributes.type).toBe('violates');
});
