import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type TinyRequest, withTinyStore } from '../testing/store/tiny-store.js';
import { flagsFor, runAgainst } from '../testing/suite/conformance-run.js';
import { type CliProcess, startCli } from '../testing/suite/run-cli.js';

const stopping = 'stopping and removing written objects; press again to quit\n';

describe.concurrent('SIGINT on a target that hangs', { timeout: 60_000 }, () => {
  test.each<[name: string, hangs: (request: TinyRequest) => boolean, at: number, left: boolean]>([
    ['from the start', () => true, 1, true],
    ['on GET only', ({ method }) => method === 'GET', 2, false],
    ['on DELETE only', ({ method }) => method === 'DELETE', 100, true],
  ])('ends the run within 15 s with all that is left told: %s', async (_, hangs, at, left) => {
    let running: CliProcess | undefined;
    let stoppedAt = 0;
    await withTinyStore(
      {
        answer: (usual, request) => {
          if (request.number === at) {
            stoppedAt = performance.now();
            running?.kill('SIGINT');
          }
          return hangs(request) ? 'hang' : usual();
        },
      },
      async ({ origin, objects }) => {
        // A time-out that no bound of the suite waits for.
        const run = await runAgainst(origin, ['--timeout', '60000'], {
          during: (process) => {
            running = process;
          },
        });
        const tookMs = performance.now() - stoppedAt;
        expect([run.exitCode, run.stderr, tookMs < 15_000]).toEqual([2, stopping, true]);
        const { totals, leftovers } = run.report;
        expect([totals.violates, totals.inconclusive, totals.notRun > 100]).toEqual([0, 0, true]);
        expect(leftovers.length > 0).toBe(left);
        expect(leftovers).toEqual(expect.arrayContaining([...objects.keys()]));
        if (left) expect(run.stdout).toMatch(/^\d+ objects? left behind; oss-range clean removes them$/m);
      },
    );
  });

  test('a second signal ends it at once, and names the journal of what is left', async () => {
    const out = await mkdtemp(join(tmpdir(), 'oss-range-quit-'));
    let running: CliProcess | undefined;
    try {
      await withTinyStore(
        {
          answer: (usual, { method, number }) => {
            if (number === 30) running?.kill('SIGTERM');
            if (method !== 'DELETE') return usual();
            running?.kill('SIGINT');
            return 'hang';
          },
        },
        async ({ origin }) => {
          running = startCli([
            'run',
            ...flagsFor(origin),
            '--out',
            out,
            '--timeout',
            '60000',
            '--case',
            'suffix',
            '--case',
            'open',
            '--case',
            'list',
          ]);
          const { exitCode, stderr } = await running.done;
          const [journal] = await readdir(out);
          expect([exitCode, stderr.replace(/up to \d+/, 'up to N')]).toEqual([
            2,
            `${stopping}up to N objects left behind, listed in ${join(out, journal!)}; oss-range clean removes them\n`,
          ]);
        },
      );
    } finally {
      await rm(out, { recursive: true });
    }
  });
});
