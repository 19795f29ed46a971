import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusal, withMangledEndpoint } from '../../testing/store/mangled-endpoint.js';
import { flagsFor } from '../../testing/suite/conformance-run.js';
import { runCli, startCli } from '../../testing/suite/run-cli.js';

test('probe, doctor and replay keep a journal, too: what they wrote when they were killed is removed by it', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-journal-'));
  const removed: string[] = [];
  let written: string[] = [];
  let wrote = (): void => {};
  let listed = 0;
  let mayRemove = true;
  try {
    await withMangledEndpoint(
      {
        before: ({ method, target }) => {
          // A command that ends before it is killed leaves the same behind.
          if (method === 'DELETE' && mayRemove === false) return refusal(403, 'AccessDenied');
          if (!/^\/conformance\/?\?/.test(target)) return null;
          listed += 1;
          return refusal(403, 'AccessDenied');
        },
        after: ({ method, target, status }) => {
          const [path = ''] = target.split('?');
          if (method === 'DELETE' && status < 300) removed.push(path);
          if (method !== 'PUT' || status >= 300) return;
          written.push(path);
          wrote();
        },
      },
      async (origin) => {
        const flags = flagsFor(origin);
        const report = join(folder, 'report.json');
        const run = ['run', ...flags, '--case', 'end-past-eof/one-past-the-end', '--report', `json=${report}`];
        expect((await runCli([...run, '--out', folder])).exitCode).toBe(0);
        for (const args of [['probe', 'bytes=0-1'], ['doctor'], ['replay', report, 'end-past-eof/one-past-the-end']]) {
          const out = join(folder, args[0]!);
          written = [];
          removed.length = 0;
          mayRemove = false;
          const command = startCli([...args, ...flags, '--out', out]);
          await new Promise<void>((resolve) => {
            wrote = resolve;
          });
          command.kill('SIGKILL');
          await command.done;
          expect([args[0], await readdir(out)]).toEqual([
            args[0],
            [expect.stringMatching(/^\.journal-[0-9a-f]{12}\.jsonl$/)],
          ]);
          mayRemove = true;
          const clean = await runCli(['clean', ...flags, '--out', out]);
          expect([clean.exitCode, clean.stdout]).toEqual([0, expect.stringContaining('what journals list is removed')]);
          expect([removed, await readdir(out)]).toEqual([expect.arrayContaining(written), []]);
        }
        expect(listed).toBeGreaterThan(0);
      },
      false,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
