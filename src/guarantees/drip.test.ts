import { describe, expect, test } from 'vitest';
import { type TinyRequest, withTinyStore } from '../testing/store/tiny-store.js';
import { runAgainst } from '../testing/suite/conformance-run.js';

/** An eighth of the default, and the store drips ten bytes a second: as one byte a second under the default. */
const timeoutMs = '500';

describe.concurrent('a target that drips is given up with one cause, and violates nothing', { timeout: 60_000 }, () => {
  test.each<[name: string, drips: (request: TinyRequest) => boolean, line: RegExp]>([
    [
      'always',
      ({ method }) => method === 'GET',
      /^http:\S+ starts answers but does not finish them: time-out within the body /,
    ],
    [
      'after a hundred requests',
      ({ method, number }) => method === 'GET' && number > 100,
      /^the run was stopped: http:\S+ starts answers but does not finish them: time-out within the body /,
    ],
    [
      'where there is a Range',
      ({ method, ranges }) => method === 'GET' && ranges.length > 0,
      /; every Range fails this way, while a plain GET is answered; /,
    ],
    [
      'every other time',
      ({ method, number }) => method === 'GET' && number % 2 === 0,
      /^the run was stopped: http:\S+ (?:is too slow or too unstable to be judged|begins answers)/,
    ],
  ])('%s', (_, drips, line) =>
    withTinyStore({ answer: (usual, request) => (drips(request) ? 'drip' : usual()) }, async ({ origin }) => {
      const { exitCode, report } = await runAgainst(origin, ['--timeout', timeoutMs]);
      const { violates, notRun, inconclusive } = report.totals;
      expect([exitCode, violates, notRun > 100, report.gate.length]).toEqual([2, 0, true, 1]);
      expect(report.gate[0]).toMatch(line);
      const causes = [...report.checks, ...report.properties].flatMap(({ cause }) => (cause ? [cause.message] : []));
      expect(new Set(causes).size).toBe(inconclusive > 0 ? 1 : 0);
      // An eighth of a minute, and room for a busy machine.
      expect(report.run.durationMs).toBeLessThan(20_000);
    }),
  );
});
