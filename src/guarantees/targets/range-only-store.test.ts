import { expect, test } from 'vitest';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { runHere } from '../../testing/suite/run-here.js';

/** The store of the tests knows ranges, and neither conditions, lists of parts, folders nor signatures. */
const idsOf = async (topic: string) =>
  withTinyStore({}, async ({ origin }) => {
    const { exitCode, report } = await runHere(origin, ['--case', topic, '--behaviour', 'default']);
    const ids = (verdict: string): string[] =>
      report.checks.filter((check) => check.verdict === verdict).map(({ id }) => id.slice(topic.length + 1));
    return {
      exitCode,
      violates: ids('violates'),
      aspects: aspectsOf(report.checks),
      skipped: ids('not-applicable').length,
    };
  });

interface Judged {
  readonly verdict: string;
  readonly aspects: readonly { readonly aspect: string; readonly verdict: string }[];
}
const aspectsOf = (checks: readonly Judged[]): string[] => [
  ...new Set(
    checks.flatMap(({ aspects }) =>
      aspects.filter(({ verdict }) => verdict === 'violates').map(({ aspect }) => aspect),
    ),
  ),
];

test('a store that sends the first of several ranges fails where parts are required', { timeout: 60_000 }, async () => {
  const { exitCode, violates, aspects } = await idsOf('multi-range');
  expect({ exitCode, violates, aspects }).toMatchInlineSnapshot(`
    {
      "aspects": [
        "content-range",
        "body-bytes",
        "header-fields",
        "error-code",
        "status",
        "body-length",
        "content-length",
      ],
      "exitCode": 1,
      "violates": [
        "four-pairs",
        "two-ends",
        "blank-behind-the-comma",
        "suffix-and-open",
        "fifty",
        "fifty-one",
        "last-past-eof",
        "end-behind",
        "letters",
        "inverted",
      ],
    }
  `);
});

test('a store that knows no folders conforms, since a folder is an empty object like any other', {
  timeout: 60_000,
}, async () => {
  expect(await idsOf('folder-object')).toEqual({ exitCode: 0, violates: [], aspects: [], skipped: 0 });
});

test('a store without keys is not asked what needs a signature', { timeout: 60_000 }, async () => {
  expect(await idsOf('presigned')).toEqual({ exitCode: 2, violates: [], aspects: [], skipped: 19 });
});
