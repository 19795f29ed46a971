import { describe, expect, test } from 'vitest';
import { type TinyAnswer, tinyErrorAnswer } from '../testing/store/tiny-answer.js';
import { type Refusal, type TinyRequest, withTinyStore } from '../testing/store/tiny-store.js';
import { type ConformanceRun, runAgainst } from '../testing/suite/conformance-run.js';

/** More than the uploads of a run, so that some of its questions are answered before. */
const healthy = 150;

/** What a run says of a target that was lost on its way. */
const inShort = ({ exitCode, report }: ConformanceRun, origin: string) => ({
  exitCode,
  verdict: report.verdict,
  gate: report.gate.map((line) => line.replaceAll(origin, 'ORIGIN').replaceAll(new URL(origin).host, 'HOST')),
  violates: report.totals.violates,
  someWereJudged: report.totals.conforms > 0,
  someWereNotAsked: report.totals.notRun > 100,
});

const lost = (line: string): ReturnType<typeof inShort> => ({
  exitCode: 2,
  verdict: 'inconclusive',
  gate: [`the run was stopped: ${line}`],
  violates: 0,
  someWereJudged: true,
  someWereNotAsked: true,
});

const slowDown = tinyErrorAnswer(503, 'SlowDown', 'Please reduce your request rate.');
const anHour = { ...slowDown, headers: { ...slowDown.headers, 'Retry-After': '3600' } };

describe.concurrent('a target that is lost in mid-run ends the run soon, with one line that says why', {
  timeout: 30_000,
}, () => {
  test.each<[name: string, fail: (request: TinyRequest) => TinyAnswer | Refusal, line: string]>([
    [
      'it hangs for good',
      () => 'hang',
      'ORIGIN cannot be reached: time-out before the first byte of the answer (no byte of an answer within 500 ms); check the network, or raise --timeout; then check again: oss-range doctor',
    ],
    [
      'it closes every connection',
      () => 'destroy',
      'ORIGIN cannot be reached: connection closed before the first byte of the answer (the server closed the connection before any byte of the answer); find out what answers there: oss-range doctor',
    ],
    [
      'it answers 500 to everything',
      () => tinyErrorAnswer(500, 'InternalError', 'Try again.'),
      'ORIGIN does not give objects in bucket conformance: GET was answered 500 InternalError (Try again.); find out what is missing: oss-range doctor',
    ],
    [
      'it throttles everything, and for an hour',
      () => anHour,
      'ORIGIN throttles requests (503 SlowDown, Retry-After: 3600); wait, then send fewer requests at a time: oss-range run --concurrency 1',
    ],
    [
      'the token expires',
      () => tinyErrorAnswer(403, 'SecurityTokenExpired', 'The security token you provided has expired.'),
      'the security token has expired; get a new one and set OSS_SESSION_TOKEN, then: oss-range run',
    ],
    [
      'the account is suspended',
      () => tinyErrorAnswer(403, 'UserDisable', 'UserDisable'),
      'ORIGIN has suspended the account (UserDisable); look for unpaid bills or policy violations in the console of the target',
    ],
  ])('%s', (_, fail, line) =>
    withTinyStore(
      { answer: (usual, request) => (request.number > healthy ? fail(request) : usual()) },
      async ({ origin, objects }) => {
        const run = await runAgainst(origin, ['--timeout', '500']);
        expect(inShort(run, origin)).toEqual(lost(line));
        const [reason = ''] = line.split('; ').slice(0, 1);
        const reasons = new Set(
          run.report.checks.flatMap(({ verdict, reason: its }) => (verdict === 'not-run' ? [its] : [])),
        );
        expect([...reasons].map((its) => its?.replaceAll(origin, 'ORIGIN'))).toEqual([reason]);
        // Nothing could be removed, and all of it is told.
        expect([...run.report.leftovers].sort()).toEqual(expect.arrayContaining([...objects.keys()].sort()));
        // Asked to the end, it takes minutes.
        expect(run.report.run.durationMs).toBeLessThan(15_000);
      },
    ),
  );

  test.each([
    ['403 QuotaExceeded', tinyErrorAnswer(403, 'QuotaExceeded', 'The account has no room for more.')],
    ['507', { status: 507, headers: {}, body: Buffer.alloc(0) }],
  ])('what an upload refused for want of room leaves open is inconclusive, and the rest is judged: %s', (words, full) =>
    withTinyStore(
      {
        answer: (usual, { method, key }) => (method === 'PUT' && Number(/\d+$/.exec(key)?.[0]) > 1000 ? full : usual()),
      },
      async ({ origin }) => {
        const { report, exitCode } = await runAgainst(origin, ['--case', 'object-sizes']);
        const { violates, notRun, conforms, inconclusive } = report.totals;
        expect([exitCode, violates, notRun, conforms > 0, inconclusive > 0]).toEqual([2, 0, 0, true, true]);
        const causes = report.checks.flatMap(({ cause }) =>
          cause === null ? [] : [`${cause.kind}: ${cause.message}`],
        );
        expect([...new Set(causes)]).toEqual([`setup: PUT: the target answered ${words}: no room for more`]);
        expect(report.leftovers).toEqual([]);
      },
    ),
  );

  test('what fails on one kind of range only is no outage, however many rows of it follow each other', () =>
    withTinyStore(
      { answer: (usual, { ranges }) => (/^bytes=-/.test(ranges[0] ?? '') ? 'destroy' : usual()) },
      async ({ origin }) => {
        const args = ['--case', 'suffix', '--case', 'suffix-longer', '--case', 'open', '--concurrency', '3'];
        const { report, exitCode } = await runAgainst(origin, args);
        const { violates, notRun, inconclusive } = report.totals;
        expect([exitCode, violates > 10, notRun, inconclusive]).toEqual([1, true, 0, 0]);
      },
    ));

  test('a target that comes back is asked on', () => {
    let refused = 0;
    return withTinyStore(
      {
        answer: (usual, { number }) => {
          if (number <= healthy || refused >= 12) return usual();
          refused += 1;
          return 'destroy';
        },
      },
      async ({ origin }) => {
        const { report } = await runAgainst(origin);
        expect([report.totals.notRun, report.totals.violates, report.leftovers]).toEqual([0, 0, []]);
      },
    );
  });
});
