import { describe, expect, test } from 'vitest';
import { tinyErrorAnswer } from '../testing/store/tiny-answer.js';
import { withTinyStore } from '../testing/store/tiny-store.js';
import { runAgainst } from '../testing/suite/conformance-run.js';
import type { CliProcess } from '../testing/suite/run-cli.js';

/** A store that calls back when so many requests came, and keeps the others waiting for a moment, in ms. */
const slowStore = (count: number, reached: () => void) => ({
  answer: async <T>(usual: () => T, { number }: { readonly number: number }): Promise<T> => {
    if (number === count) reached();
    await new Promise((resolve) => setTimeout(resolve, 5));
    return usual();
  },
});

describe.concurrent('what a run wrote', { timeout: 30_000 }, () => {
  test('is removed after SIGINT; the run ends with 2 and tells what it did not ask', () => {
    let running: CliProcess | undefined;
    return withTinyStore(
      slowStore(200, () => running?.kill('SIGINT')),
      async (store) => {
        const run = await runAgainst(store.origin, ['--seed', '7'], {
          during: (process) => {
            running = process;
          },
        });
        const { verdict, totals, notices, leftovers } = run.report;
        expect({ exitCode: run.exitCode, verdict, notices, leftovers, left: [...store.objects.keys()] }).toEqual({
          exitCode: 2,
          verdict: 'inconclusive',
          notices: ['The run was interrupted; missing checks are not judged.'],
          leftovers: [],
          left: [],
        });
        // Some were judged before, none was judged wrongly because of the interruption.
        const { conforms, notRun, violates, inconclusive } = totals;
        expect([conforms > 0, notRun > 100, violates, inconclusive]).toEqual([true, true, 0, 0]);
        expect(run.stdout).toContain('the run was interrupted');
      },
    );
  });

  test('stays there after a second signal, which ends the run at once', () => {
    let running: CliProcess | undefined;
    return withTinyStore(
      {
        answer: (usual, { method, number }) => {
          if (number === 100) running?.kill('SIGTERM');
          if (method !== 'DELETE') return usual();
          running?.kill('SIGINT');
          return 'hang';
        },
      },
      async ({ origin }) => {
        const ended = runAgainst(origin, [], {
          during: (process) => {
            running = process;
          },
        });
        await expect(ended).rejects.toThrow('ENOENT'); // No report.
        expect((await running?.done)?.exitCode).toBe(2);
      },
    );
  });

  test('is told in the report and on the terminal where it cannot be removed, and the verdict stands', () =>
    withTinyStore(
      { answer: (usual, { method }) => (method === 'DELETE' ? tinyErrorAnswer(403, 'AccessDenied', 'No.') : usual()) },
      async ({ origin, objects }) => {
        const { exitCode, report, stdout } = await runAgainst(origin, ['--case', 'suffix', '--behaviour', 'standard']);
        const keys = [...objects.keys()].sort();
        expect({ exitCode, leftovers: [...report.leftovers].sort() }).toEqual({ exitCode: 0, leftovers: keys });
        expect(keys).toHaveLength(5);
        const [, listed = ''] =
          /^5 objects left behind; oss-range clean removes them\n((?: {2}\S+\n)+)/m.exec(stdout) ?? [];
        expect(listed.trim().split(/\s+/).sort()).toEqual(keys);
      },
    ));
});
