import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withMangledEndpoint } from '../testing/store/mangled-endpoint.js';
import { flagsFor } from '../testing/suite/conformance-run.js';
import { runCli, startCli } from '../testing/suite/run-cli.js';

test('clean leaves alone the run beside it, which ends as it would; what a killed run wrote goes at once', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-beside-'));
  const stored = new Set<string>();
  let reads = 0;
  /** Called when so many reads came; the reads behind it wait until it is done. */
  let atRead: { readonly count: number; readonly act: () => Promise<void> } | null = null;
  let acting: Promise<void> = Promise.resolve();
  try {
    await withMangledEndpoint(
      {
        before: async ({ method, target }) => {
          if (method !== 'GET' || /^\/conformance\/?\?/.test(target)) return null;
          reads += 1;
          if (atRead !== null && reads === atRead.count) acting = atRead.act();
          await acting;
          return null;
        },
        after: ({ method, target, status }) => {
          const [path = ''] = target.split('?');
          if (status >= 300) return;
          if (method === 'PUT') stored.add(path);
          if (method === 'DELETE') stored.delete(path);
        },
      },
      async (origin) => {
        const flags = flagsFor(origin);
        // Another report folder: the run is known on this machine, wherever its journal lies.
        const clean = () => runCli(['clean', ...flags, '--out', join(folder, 'other'), '--older-than', '0s']);
        const start = (out: string) =>
          startCli([
            'run',
            ...flags,
            '--out',
            join(folder, out),
            '--case',
            'suffix',
            '--case',
            'end-past-eof',
            '--timeout',
            '30000',
          ]);
        let told: string[] = [];
        let before: string[] = [];
        atRead = {
          count: 40,
          act: async () => {
            before = [...stored];
            const { exitCode, stdout } = await clean();
            told = [`${exitCode}`, ...stdout.split('\n')];
            expect([...stored]).toEqual(before);
          },
        };
        const run = await start('run').done;
        await acting;
        expect([run.exitCode, stored.size, before.length > 3]).toEqual([0, 0, true]);
        expect(told).toEqual([
          '0',
          expect.stringMatching(
            /^skipped \S+\/run\/\.journal-\w+\.jsonl: its run is still going \(process \d+, begun \d+ s ago\)$/,
          ),
          '0 found below oss-range-conformance/, 0 removed',
          '',
        ]);

        reads = 0;
        let killed = startCli(['--version']);
        atRead = { count: 40, act: async () => killed.kill('SIGKILL') };
        killed = start('killed');
        await killed.done;
        const left = stored.size;
        const after = await runCli(['clean', ...flags, '--out', join(folder, 'other')]);
        expect([left > 3, after.exitCode, after.stdout, stored.size]).toEqual([
          true,
          0,
          `${left} found below oss-range-conformance/, ${left} removed\n`,
          0,
        ]);
      },
      false,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
