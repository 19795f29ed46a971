import { describe, expect, test } from 'vitest';
import { type TinyAnswer, tinyErrorAnswer } from '../../testing/store/tiny-answer.js';
import { type TinyRequest, withTinyStore } from '../../testing/store/tiny-store.js';
import { runAgainst } from '../../testing/suite/conformance-run.js';

const credentials = { OSS_ACCESS_KEY_ID: 'the-key-id', OSS_ACCESS_KEY_SECRET: 'the-key-secret' };
const minute = 60_000;

/** When a V4 or V1 request was signed, as epoch time in ms. */
function signedAt({ rawHeaders }: TinyRequest): number {
  const field = (name: string): string =>
    rawHeaders[rawHeaders.findIndex((its) => its.toLowerCase() === name) + 1] ?? '';
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(field('x-oss-date')) ?? [];
  return y === undefined ? Date.parse(field('date')) : Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
}

/** A store whose clock is so far ahead, and which takes no request that is more than 15 minutes off. */
const storeAhead = (aheadMs: number, tellsDate: boolean) => ({
  answer(usual: () => TinyAnswer, request: TinyRequest): TinyAnswer {
    const now = Date.now() + aheadMs;
    if (Math.abs(signedAt(request) - now) > 15 * minute) {
      const refusal = tinyErrorAnswer(403, 'RequestTimeTooSkewed', 'The difference is too large.');
      return { ...refusal, headers: { ...refusal.headers, Date: tellsDate ? new Date(now).toUTCString() : '' } };
    }
    return usual();
  },
});

describe.concurrent('a clock that is off', { timeout: 30_000 }, () => {
  test.each(['oss-v4', 'oss-v1'])('is corrected by the time of the target, with one notice (%s)', (auth) =>
    withTinyStore(storeAhead(40 * minute, true), async ({ origin }) => {
      const args = ['--case', 'suffix', '--case', 'property/suffix-inside', '--runs', '20', '--auth', auth];
      const { exitCode, report } = await runAgainst(origin, args, { env: credentials });
      expect([exitCode, report.leftovers, report.notices]).toEqual([
        0,
        [],
        [
          expect.stringMatching(
            /^The clock of this machine is (2399|2400|2401) s behind that of the target; requests were signed with the time of the target\.$/,
          ),
        ],
      ]);
    }),
  );

  test('that cannot be measured ends the run, with what to fix', () =>
    withTinyStore(storeAhead(40 * minute, false), async ({ origin }) => {
      const { exitCode, report } = await runAgainst(origin, [], { env: credentials });
      expect([exitCode, report.run.requests, report.gate]).toEqual([
        2,
        1,
        [
          `the clock of this machine and that of ${origin} differ by more than 15 minutes; set the clock, for instance with NTP`,
        ],
      ]);
    }));
});
