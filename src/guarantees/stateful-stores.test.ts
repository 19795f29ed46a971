import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unlawful } from '../testing/store/tiny-deviations.js';
import { type TinyDeviation, type TinyRequest, withTinyStore } from '../testing/store/tiny-store.js';
import { runCli } from '../testing/suite/run-cli.js';
import { runHere } from '../testing/suite/run-here.js';

/** A run against a store that remembers what it should not, and a replay of what was found, with what the store saw of it. */
async function runAndReplay(deviation: TinyDeviation, selection: readonly string[]) {
  const seen: TinyRequest[] = [];
  const watched: TinyDeviation = {
    ...deviation,
    answer: async (usual, request, objects) => {
      seen.push(request);
      return (await deviation.answer?.(usual, request, objects)) ?? usual();
    },
  };
  return withTinyStore(watched, async ({ origin }) => {
    const run = await runHere(origin, ['--strict', '--seed', '5', ...selection]);
    const folder = await mkdtemp(join(tmpdir(), 'oss-range-stateful-'));
    try {
      const file = join(folder, 'report.json');
      await writeFile(file, run.reportText);
      seen.length = 0;
      const replayed = await runCli(['replay', file]);
      return { run, replayed, asked: seen.filter(({ method }) => method !== 'DELETE') };
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

describe.concurrent('a store that remembers what it should not', { timeout: 90_000 }, () => {
  test.each([
    ['leaks the mode to the next request on a connection', 'leakingMode', 'interleaving'],
    ['swaps answers under concurrency', 'swappedAnswers', 'interleaving'],
    ['cuts a slice from what was overwritten', 'staleSlices', 'freshness'],
  ] as const)('%s: it fails by a law that at most three requests show', async (_, deviation, law) => {
    const { run } = await runAndReplay(unlawful[deviation](), ['--case', 'end-past-eof', '--case', `property/${law}`]);
    const found = run.report.properties.find(({ name, verdict }) => name === law && verdict === 'violates');
    expect([run.exitCode, found?.name, found?.counterexample?.steps?.length]).toEqual([1, law, expect.any(Number)]);
    expect(found?.counterexample?.steps?.length).toBeLessThanOrEqual(3);
    expect(run.stdout).toContain(`property/${law} (${found?.behaviour}) violates`);
  });

  test.each([
    ['leakingMode', 'property/interleaving', 'requests about 1 bytes'],
    ['staleSlices', 'property/freshness', '3 operations'],
  ] as const)('%s: a replay asks what was asked once more, and finds the same', async (deviation, id, words) => {
    const { run, replayed, asked } = await runAndReplay(unlawful[deviation](), ['--case', id]);
    const violated = run.report.properties.filter(({ verdict }) => verdict === 'violates');
    expect(violated.length).toBeGreaterThan(0);
    expect([replayed.exitCode, replayed.stderr]).toEqual([1, '']);
    const lines = replayed.stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.startsWith(`repeated      ${id} (`) && line.includes(words))).toEqual(
      violated.map(() => true),
    );
    const sequences = violated.map(({ counterexample }) => counterexample?.again);
    const requests = sequences.reduce((sum, again) => {
      if (again?.kind === 'operations') return sum + again.operations.length;
      return sum + (again?.plan.rounds.flatMap(({ steps }) => steps).length ?? 0);
    }, 0);
    // Beside them only the object that is stored first, or compared, is put and read back.
    expect(asked.length).toBeLessThanOrEqual(requests + 2);
  });
});
