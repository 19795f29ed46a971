import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Score } from '../../run/score/score.js';
import { runCli, startCli } from '../../testing/suite/run-cli.js';

test('score tells what catches the chosen faults, and writes the same as JSON', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-score-'));
  try {
    const file = join(folder, 'score.json');
    const chosen = ['--fault', 'storage-class-mis*', '--runs', '2'];
    const { exitCode, stdout } = await runCli(['score', ...chosen, '--json', file]);
    const score = JSON.parse(await readFile(file, 'utf8')) as Score;
    expect({
      exitCode,
      last: stdout.trimEnd().split('\n').at(-1),
      faults: score.faults.map(({ name, level }) => [name, level]),
      alone: score.alone.map(({ id, faults }) => [id, ...faults]),
    }).toEqual({
      exitCode: 0,
      last: 'score full, exit code 0',
      faults: [['storage-class-missing', 'expected']],
      alone: [['answer-fields/storage-class', 'storage-class-missing']],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each([
  ['mode-ignord', 'error: unknown fault "mode-ignord" (did you mean "mode-ignored"?)'],
  ['nothing-like-*', "error: no fault matches 'nothing-like-*'"],
])('score --fault %s exits 3', async (glob, message) => {
  const { exitCode, stderr } = await runCli(['score', '--fault', glob]);
  expect([exitCode, stderr.split('\n')[0]]).toEqual([3, message]);
});

test('a score that is interrupted is none', { timeout: 30_000 }, async () => {
  const scoring = startCli(['score']);
  await vi.waitUntil(() => scoring.stdout() !== '', { timeout: 20_000 });
  scoring.kill('SIGINT');
  const { exitCode, stdout, stderr } = await scoring.done;
  expect([exitCode, stderr]).toEqual([2, 'error: the score was interrupted\n']);
  expect(stdout.split('\n')).toEqual([expect.stringMatching(/^the suite against \d+ faulty/), '']);
});
