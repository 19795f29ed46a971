import { describe, expect, test } from 'vitest';
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
import { pageDefects, parseHtml } from '../../testing/readers/html-page.js';
import { markdownDefects, parseMarkdown } from '../../testing/readers/markdown-page.js';
import { hostileDocument, hostileStrings } from '../../testing/wire/hostile-strings.js';
import type { NamedReport } from './matrix.js';
import { compareTargets } from './matrix.js';
import { matrixHtml } from './matrix-html.js';
import { matrixMarkdown } from './matrix-markdown.js';

const observed = (status: number, body: string, errorCode: string | null = null) =>
  checkReportFixture({
    id: 'list/two',
    level: 'observed',
    request: requestReportFixture({ range: ['bytes=0-1,3-4'] }),
    expected: '200, the whole object; or 206, bytes 0-1',
    response: responseReportFixture({ status, body, errorCode, contentRange: null, contentLength: null }),
  });
const both = (make: (behaviour: 'default' | 'standard') => ReturnType<typeof checkReportFixture>) =>
  (['default', 'standard'] as const).map(make);
const inconclusive = {
  verdict: 'inconclusive',
  cause: { kind: 'timeout', message: 'x' },
  response: null,
  received: '',
} as const;

const right: NamedReport = {
  name: 'right',
  document: reportDocumentFixture({
    checks: [...both((behaviour) => checkReportFixture({ behaviour })), observed(200, 'whole')],
  }),
};
const cutting: NamedReport = {
  name: 'cutting 1.2',
  document: reportDocumentFixture({
    verdict: 'violates',
    exitCode: 1,
    checks: [
      ...both((behaviour) =>
        violatingCheck({ behaviour, response: responseReportFixture({ contentRange: 'bytes 500-2000/1000' }) }),
      ),
      observed(416, 'error', 'InvalidRange'),
    ],
    properties: [violatingProperty()],
    explanations: [
      {
        behaviour: 'default',
        profile: 'amazon-s3',
        explained: 41,
        deciding: 43,
        asRequired: 10,
        unexplained: [],
        sentence: 'under default this endpoint answers 41 of 43 deciding rows like Amazon S3: it clamps the end',
      },
    ],
  }),
};
const slow: NamedReport = {
  name: 'slow',
  document: reportDocumentFixture({
    verdict: 'inconclusive',
    exitCode: 2,
    tool: { name: 'oss-range-conformance', version: '0.2.0' },
    checks: [
      checkReportFixture(inconclusive),
      checkReportFixture({
        ...inconclusive,
        behaviour: 'standard',
        verdict: 'not-applicable',
        cause: null,
        reason: 'no such thing',
      }),
    ],
    properties: [propertyReportFixture({ ...inconclusive, cause: { kind: 'timeout', message: 'x' } })],
  }),
};

test('three targets side by side', () => {
  expect(matrixMarkdown([right, cutting, slow], 'Stores')).toMatchInlineSnapshot(`
    "# Stores

    | target | verdict | planned | conforms | violates | known | not judged | not applicable | took | measured | suite |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | right | conforms | 4 | 4 | 0 | 0 | 0 | 0 | 3.2 s | 2026-05-04 | 0.1.0 |
    | cutting 1.2 | violates | 4 | 1 | 3 | 0 | 0 | 0 | 3.2 s | 2026-05-04 | 0.1.0 |
    | slow | inconclusive | 3 | 0 | 0 | 0 | 2 | 1 | 3.2 s | 2026-05-04 | 0.2.0 |

    The reports were made by different versions of the suite: 0.1.0 (right, cutting 1.2); 0.2.0 (slow).

    Not run on every target: 1 of 4 checks and properties.

    ## Best explanation of each target

    * right: no judged check violates
    * cutting 1.2: under default this endpoint answers 41 of 43 deciding rows like Amazon S3: it clamps the end
    * slow: 2 of 3 could not be judged

    ## By topic

    A plain number counts conforming checks; ✗ violations, ? not judged, – not applicable; · was not run. Known deviations count as violations.

    | topic | behaviour | right | cutting 1.2 | slow |
    | --- | --- | --- | --- | --- |
    | end-past-eof | default | 1 | ✗1 | ?1 |
    | end-past-eof | standard | 1 | ✗1 | –1 |
    | list | default | 1 | 1 | · |
    | properties | standard | 1 | ✗1 | ?1 |

    ## Where targets differ

    Targets differ in 4 of 4 checks and properties; all judged targets answer the others alike.

    ### Required: a source states the answer

    | check | asked | expected | right | cutting 1.2 | slow |
    | --- | --- | --- | --- | --- | --- |
    | end-past-eof/from-the-middle (default) | bytes=500-2000 of 1000 | 200, the whole object | 200 whole | ✗ 206 500-999, Content-Range bytes 500-2000/1000 | ? inconclusive: timeout |
    | end-past-eof/from-the-middle (standard) | bytes=500-2000 of 1000 | 200, the whole object | 200 whole | ✗ 206 500-999, Content-Range bytes 500-2000/1000 | ? not applicable |
    | property/suffix-is-the-tail (standard) |  | holds | holds | ✗ does not hold | ? inconclusive: timeout |

    ### Observed: no source decides, and neither answer is wrong

    | check | asked | expected | right | cutting 1.2 | slow |
    | --- | --- | --- | --- | --- | --- |
    | list/two (default) | bytes=0-1,3-4 of 1000 | 200, the whole object; or 206, bytes 0-1 | 200 whole | 416 InvalidRange | · |
    "
  `);
});

test('the page of three targets says the same, and is well-formed', () => {
  const page = matrixHtml([right, cutting, slow], 'Stores');
  const markdown = matrixMarkdown([right, cutting, slow], 'Stores');
  expect(pageDefects(page)).toEqual([]);
  const words = (text: string) => [...new Set(text.split(/[\s:]+/))].sort();
  expect(words(parseHtml(page).text)).toEqual(words(parseMarkdown(markdown).text));
});

test('thirty targets: one row each in the summary, and the names of who gave which answer where they differ', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({
    ...[right, cutting, slow][index % 3]!,
    name: `store ${index}`,
  }));
  const markdown = matrixMarkdown(many, 'Stores');
  expect(markdown.split('\n').filter((line) => line.startsWith('| end-past-eof/'))).toMatchInlineSnapshot(`
    [
      "| end-past-eof/from-the-middle (default) | bytes=500-2000 of 1000 | 200, the whole object | 200 whole: store 0, store 3, store 6, store 9, store 12, store 15, store 18, store 21, store 24, store 27<br>✗ 206 500-999, Content-Range bytes 500-2000/1000: store 1, store 4, store 7, store 10, store 13, store 16, store 19, store 22, store 25, store 28<br>? inconclusive: timeout: store 2, store 5, store 8, store 11, store 14, store 17, store 20, store 23, store 26, store 29 |",
      "| end-past-eof/from-the-middle (standard) | bytes=500-2000 of 1000 | 200, the whole object | 200 whole: store 0, store 3, store 6, store 9, store 12, store 15, store 18, store 21, store 24, store 27<br>✗ 206 500-999, Content-Range bytes 500-2000/1000: store 1, store 4, store 7, store 10, store 13, store 16, store 19, store 22, store 25, store 28<br>? not applicable: store 2, store 5, store 8, store 11, store 14, store 17, store 20, store 23, store 26, store 29 |",
    ]
  `);
  expect(markdown.split('\n').filter((line) => /^\| store \d+ \|/.test(line)).length).toBe(30);
  expect([markdownDefects(markdown), pageDefects(matrixHtml(many, 'Stores'))]).toEqual([[], []]);
});

describe('a difference', () => {
  const differences = (...checks: ReturnType<typeof checkReportFixture>[]) =>
    compareTargets(
      checks.map((check, index) => ({
        name: `${index}`,
        document: reportDocumentFixture({ checks: [check], properties: [] }),
      })),
    ).differences.map(({ answers }) => answers.map((answer) => answer?.words));

  test('is none where all that were judged answer alike, whatever is known or was not judged', () => {
    const known = violatingCheck({ verdict: 'known' });
    expect(differences(violatingCheck(), known, checkReportFixture(inconclusive))).toEqual([]);
    expect(differences(checkReportFixture(), checkReportFixture(inconclusive))).toEqual([]);
  });

  test('is one where an answer looks alike and is wrong all the same', () => {
    const aspects = [{ ...violatedAspectResults()[0]!, aspect: 'validators' as const }];
    const { response } = checkReportFixture();
    expect(differences(checkReportFixture(), violatingCheck({ response, aspects }))).toEqual([
      ['200 whole', '200 whole (validators)'],
    ]);
  });

  test('is seen in fields that say something else than the body is', () => {
    const answer = (overrides: Parameters<typeof responseReportFixture>[0]) =>
      violatingCheck({ response: responseReportFixture(overrides) });
    expect(
      differences(
        answer({}),
        answer({ contentRange: null }),
        answer({ contentLength: '1501' }),
        answer({ status: 200, body: 'whole' }),
        answer({ body: 'empty', contentRange: 'bytes 1000-999/1000', contentLength: '0', bodyLength: 0 }),
      ),
    ).toEqual([
      [
        '206 500-999',
        '206 500-999, no Content-Range',
        '206 500-999, Content-Length 1501',
        '200 whole, Content-Range bytes 500-999/1000',
        '206 no body, Content-Range bytes 1000-999/1000',
      ],
    ]);
  });

  test('between objects of different sizes is one of status only, and the comparison says so', () => {
    const other = violatingCheck({
      request: requestReportFixture({ objectSize: 600 }),
      response: responseReportFixture({ body: '500-599' }),
    });
    expect(differences(violatingCheck(), other)).toEqual([]);
    const reports = [violatingCheck(), other].map((check, index) => ({
      name: `${index}`,
      document: reportDocumentFixture({ checks: [check] }),
    }));
    expect(compareTargets(reports).caveats).toEqual([
      'Objects differ in size, so only the status of slices is compared: 1 of 2 checks.',
    ]);
  });
});

test.each(Object.entries(hostileStrings))('pages are well-formed and harmless where every string is %s', (_, text) => {
  const reports = [1, 2].map((number) => ({ name: `${text} ${number}`, document: hostileDocument(text) }));
  const differing = {
    ...reports[1]!,
    document: { ...hostileDocument(text), checks: [observed(200, text), violatingCheck({ title: text })] },
  };
  const all = [...reports, differing];
  expect([markdownDefects(matrixMarkdown(all, text)), pageDefects(matrixHtml(all, text))]).toEqual([[], []]);
});
