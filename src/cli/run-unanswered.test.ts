import { describe, expect, test } from 'vitest';
import type { CheckReport } from '../report/document.js';
import { runAgainst } from '../testing/conformance-run.js';
import { printedViolations } from '../testing/printed-violation.js';
import { type Refusal, type TinyAnswer, withTinyStore } from '../testing/tiny-store.js';

/** Ways to leave a request without an answer, and what a report says of each. */
const failures: [name: string, failure: TinyAnswer | Refusal, said: string][] = [
  [
    'closes the connection',
    'destroy',
    'connection closed before the first byte of the answer (the server closed the connection before any byte of the answer)',
  ],
  ['hangs', 'hang', 'time-out before the first byte of the answer (no byte of an answer within 700 ms)'],
  ['answers 500', { status: 500, headers: {}, body: Buffer.alloc(0) }, 'the target answered 500'],
];

/** A hang costs the time-out twice. Much shorter, a busy machine would seem to hang; more at a time make it busy. */
const flags = ['--timeout', '700', '--concurrency', '20', '--case', 'suffix', '--case', 'open'];

const isSuffix = (range: readonly string[]): boolean => /^bytes=-\d/.test(range[0] ?? '');

/** What matters of a check, where the request was a suffix; the verdict alone elsewhere. */
const inShort = ({ verdict, aspects, notes, request }: CheckReport) =>
  isSuffix(request.range) ? { verdict, aspects, notes } : { verdict };

describe.concurrent('a server that fails on suffixes only violates there, and conforms elsewhere', () => {
  test.each(failures)('it %s', { timeout: 30_000 }, (_, failure, said) =>
    withTinyStore({ answer: (usual, { ranges }) => (isSuffix(ranges) ? failure : usual()) }, async ({ origin }) => {
      const run = await runAgainst(origin, flags);
      const missing = {
        verdict: 'violates',
        aspects: [
          {
            aspect: 'framing',
            verdict: 'violates',
            level: 'required',
            expected: 'an answer with status 206',
            actual: said,
            invariant: 'A request that differs from an answered one only in its Range is answered.',
          },
        ],
        notes: ['Repeated on a fresh connection; the control succeeded before and after.'],
      };
      expect(run.exitCode).toBe(1);
      expect(run.report.checks.map(inShort)).toEqual(
        run.report.checks.map(({ request }) => (isSuffix(request.range) ? missing : { verdict: 'conforms' })),
      );
      expect(printedViolations(run.stdout)[0]?.violated).toEqual([
        `framing: expected an answer with status 206, got ${said}; required by the invariant: A request that differs from an answered one only in its Range is answered.`,
      ]);
    }),
  );
});

describe.concurrent('a server that fails for good after the 50th request is no violation', () => {
  test.each(failures)('it %s', { timeout: 30_000 }, (_, failure) =>
    withTinyStore({ answer: (usual, { number }) => (number > 50 ? failure : usual()) }, async ({ origin, objects }) => {
      const run = await runAgainst(origin, flags);
      const { verdict, totals, leftovers } = run.report;
      expect({ exitCode: run.exitCode, verdict, violates: totals.violates, leftovers: [...leftovers].sort() }).toEqual({
        exitCode: 2,
        verdict: 'inconclusive',
        violates: 0,
        leftovers: [...objects.keys()].sort(),
      });
      expect(totals.inconclusive).toBeGreaterThan(0);
      expect(run.durationMs).toBeLessThan(25_000);
    }),
  );
});
