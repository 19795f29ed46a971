import { describe, expect, test } from 'vitest';
import type { CheckReport } from '../report/document/document.js';
import { printedViolations } from '../testing/readers/printed-violation.js';
import { type Mangling, withMangledEndpoint } from '../testing/store/mangled-endpoint.js';
import { type TinyAnswer, tinyEmptyAnswer } from '../testing/store/tiny-answer.js';
import { type Refusal, type TinyRequest, withTinyStore } from '../testing/store/tiny-store.js';
import { runAgainst } from '../testing/suite/conformance-run.js';

const selection = ['--case', 'suffix', '--case', 'open'];

const serverError = tinyEmptyAnswer(500);

/** Ways to leave a request without an answer, and what a report says of each. */
const failures: readonly { readonly failure: TinyAnswer | Refusal; readonly said: string }[] = [
  {
    failure: 'destroy',
    said: 'connection closed before the first byte of the answer (the server closed the connection before any byte of the answer)',
  },
  { failure: 'hang', said: 'time-out before the first byte of the answer (no byte of an answer within 500 ms)' },
  { failure: serverError, said: 'the target answered 500' },
];

/** How the server fails on a suffix: always in the same way on the same one, in another way on others. */
function failureOn([range = '']: readonly string[]): (typeof failures)[number] | undefined {
  const [, length] = /^bytes=-(\d+)$/.exec(range) ?? [];
  return length === undefined ? undefined : failures[Number(length) % failures.length];
}

describe.concurrent('a server that does not answer', { timeout: 30_000 }, () => {
  test('on suffixes only (it crashes, hangs or answers 500) violates there, and conforms elsewhere', () =>
    withTinyStore({ answer: (usual, { ranges }) => failureOn(ranges)?.failure ?? usual() }, async ({ origin }) => {
      const invariant = 'A request that differs from an answered one only in its Range is answered.';
      const expected = 'an answer with status 206';
      const judged = ({ verdict, aspects, notes, request }: CheckReport) =>
        failureOn(request.range) === undefined ? { verdict } : { verdict, aspects, notes };
      const rightly = ({ request }: CheckReport) => {
        const said = failureOn(request.range)?.said;
        if (said === undefined) return { verdict: 'conforms' };
        return {
          verdict: 'violates',
          aspects: [{ aspect: 'framing', verdict: 'violates', level: 'required', expected, actual: said, invariant }],
          notes: ['Repeated on a fresh connection; the control succeeded before and after.'],
        };
      };
      // Much shorter, a busy machine would seem to hang.
      const { exitCode, report, stdout } = await runAgainst(origin, [...selection, '--timeout', '500']);
      const ways = new Set(report.checks.map(({ request }) => failureOn(request.range)?.said));
      expect([exitCode, ways.size]).toEqual([1, failures.length + 1]);
      expect(report.checks.map(judged)).toEqual(report.checks.map(rightly));
      expect(printedViolations(stdout).map(({ violated }) => violated)).toContainEqual([
        `framing: expected ${expected}, got the target answered 500; required by the invariant: ${invariant}`,
      ]);
    }));

  test.each<[name: string, fail: (request: TinyRequest) => TinyAnswer | Refusal]>([
    ['it hangs', () => 'hang'],
    ['it closes connections and answers 500', ({ number }) => (number % 2 === 0 ? 'destroy' : serverError)],
  ])('any more after the 50th request is inconclusive: %s', (_, fail) =>
    withTinyStore(
      { answer: (usual, request) => (request.number > 50 ? fail(request) : usual()) },
      async ({ origin, objects }) => {
        // A hang costs the time-out twice, and many at a time cost no more than one.
        const run = await runAgainst(origin, [...selection, '--timeout', '300', '--concurrency', '40']);
        const { verdict, totals, leftovers, run: measured } = run.report;
        expect({
          exitCode: run.exitCode,
          verdict,
          violates: totals.violates,
          leftovers: [...leftovers].sort(),
        }).toEqual({ exitCode: 2, verdict: 'inconclusive', violates: 0, leftovers: [...objects.keys()].sort() });
        expect(totals.inconclusive + totals.notRun).toBeGreaterThan(0);
        // Twice the time-out for what is in flight, for its control, and for the removal of what was written.
        expect(measured.durationMs).toBeLessThan(20_000);
      },
    ),
  );
});

test('what is not answered is told by what it does not share with the request that is', { timeout: 30_000 }, () => {
  const crash = { status: 500, body: Buffer.alloc(0) };
  const before: Mangling['before'] = ({ headers }) =>
    'x-oss-copy-source-range' in headers || 'if-match' in headers ? crash : null;
  return withMangledEndpoint({ before }, async (origin) => {
    const rows = ['part-copy/inside', 'conditions/match-same'];
    const args = [...rows.flatMap((id) => ['--case', id]), '--behaviour', 'default', '--auth', 'anonymous'];
    const { report } = await runAgainst(origin, args);
    expect(report.checks.map(({ id, aspects }) => [id, aspects.map(({ invariant }) => invariant)])).toEqual([
      [
        'conditions/match-same',
        ['A request that differs from an answered one only in the absence of Range and If-Match is answered.'],
      ],
      ['part-copy/inside', ['A copy of a readable object is answered.']],
    ]);
  });
});
