import { describe, expect, test } from 'vitest';
import { parseXml, type ReadElement } from '../testing/readers/xml-element.js';
import { type TinyAnswer, tinyErrorAnswer } from '../testing/store/tiny-answer.js';
import { type TinyRequest, withTinyStore } from '../testing/store/tiny-store.js';
import { flagsFor, runAgainst } from '../testing/suite/conformance-run.js';
import { runCli } from '../testing/suite/run-cli.js';

const standard = ['--behaviour', 'standard', '--runs', '0'];

/** Every case of a JUnit report. */
const casesOf = (element: ReadElement): ReadElement[] =>
  element.name === 'testcase' ? [element] : element.children.flatMap(casesOf);

describe.concurrent('nothing that went wrong looks as if it had gone well', { timeout: 30_000 }, () => {
  test('every row that is violated is told on its own, with the range that it asked for', () =>
    withTinyStore({ decide: () => ({ kind: 'whole' }) }, async ({ origin }) => {
      const selection = ['--case', 'satisfiable-closed', '--case', 'suffix'];
      const { report, junitText, exitCode } = await runAgainst(origin, [...selection, ...standard]);
      // A range of all bytes is answered with the right bytes and the wrong status.
      const violated = report.checks.filter(({ verdict }) => verdict === 'violates');
      expect([exitCode, violated.length]).toEqual([1, report.totals.planned]);
      expect(violated.length).toBeGreaterThan(20);
      const cases = casesOf(parseXml(junitText));
      for (const { id, request } of violated) {
        const its = cases.filter(({ attributes }) => attributes.name?.startsWith(`${id} `));
        const failures = its.flatMap(({ children }) => children.filter(({ name }) => name === 'failure'));
        expect([
          id,
          its.length,
          failures.length,
          request.range.every((range) => failures[0]?.text.includes(range)),
        ]).toEqual([id, 1, 1, true]);
      }
    }));

  test.each<[string, (request: TinyRequest) => boolean, number, string]>([
    [
      'ranges at all is inconclusive, for nothing tells whether it is the caller that is refused',
      () => true,
      2,
      'inconclusive',
    ],
    [
      'suffixes only violates: it is an answer, and suffixes are no capability that may be lacking',
      ({ ranges }) => ranges[0]?.startsWith('bytes=-') ?? false,
      1,
      'violates',
    ],
  ])('a target that says NotImplemented to %s', (_, isMeant, exitCode, verdict) => {
    const answer = (usual: () => TinyAnswer, request: TinyRequest): TinyAnswer =>
      request.ranges.length > 0 && isMeant(request) ? tinyErrorAnswer(501, 'NotImplemented', 'Not here.') : usual();
    return withTinyStore({ answer }, async ({ origin }) => {
      const run = await runAgainst(origin, ['--case', 'suffix', ...standard]);
      const verdicts = new Set(run.report.checks.map((check) => check.verdict));
      expect([run.exitCode, [...verdicts]]).toEqual([exitCode, [verdict]]);
    });
  });

  test('rows that cannot be found end the command with 3, and nothing is asked', () =>
    withTinyStore({}, async ({ origin, objects }) => {
      const { exitCode, stderr } = await runCli(['run', ...flagsFor(origin), '--specs', 'nowhere/rows.yaml']);
      expect([exitCode, stderr.split('\n')[0], objects.size]).toEqual([
        3,
        expect.stringContaining('nowhere/rows.yaml cannot be read'),
        0,
      ]);
    }));
});
