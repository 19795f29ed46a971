import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusal, withMangledEndpoint } from '../testing/store/mangled-endpoint.js';
import { flagsFor } from '../testing/suite/conformance-run.js';
import { type CliProcess, runCli, startCli } from '../testing/suite/run-cli.js';
import { serve } from '../testing/suite/serve.js';
import { rawRequest } from '../testing/wire/raw-request.js';

/** Keys of somebody else, as near as can be. */
const neighbours = ['oss-range-conformance/readme', 'oss-range-conformance/0123456789ab/mine', 'other/bytes-1'];

const put = (origin: string, key: string) =>
  rawRequest({ port: Number(new URL(origin).port), method: 'PUT', target: `/conformance/${key}`, body: 'x' });

/** Every version of everything that is there. */
async function everything(origin: string): Promise<string[]> {
  const target = '/conformance/?versions&max-keys=1000';
  const { body } = await rawRequest({ port: Number(new URL(origin).port), target });
  return [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key).sort();
}

/** The keys of uploads in parts that were neither completed nor given up. */
async function openUploads(origin: string): Promise<string[]> {
  const { body } = await rawRequest({ port: Number(new URL(origin).port), target: '/conformance/?uploads' });
  expect(body.toString()).toContain('<ListMultipartUploadsResult>');
  return [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-killed-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Starts a run and kills it so many ms after its first write; a run that ends before was not killed. */
async function killedRun(origin: string, out: string, afterMs: number): Promise<number | null> {
  const run: CliProcess = startCli(['run', ...flagsFor(origin), '--out', out, '--runs', '20']);
  const hasWritten = async (): Promise<boolean> => (await readdir(out).catch(() => [])).length > 0;
  for (let waitedMs = 0; waitedMs < 10_000 && !(await hasWritten()); waitedMs += 5) await pause(5);
  await pause(afterMs);
  run.kill('SIGKILL');
  return (await run.done).exitCode;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A run of twenty random inputs per property takes about this long after its first write, in ms. */
const lengthOfRun = 1_000;
const kills = 20;
const moments = Array.from({ length: kills }, () => Math.floor(Math.random() * lengthOfRun));

test(`a run that is killed leaves nothing that clean does not find (after ${moments.join(', ')} ms)`, {
  timeout: 60_000,
}, async () => {
  const served = await serve(['--bucket', 'conformance', '--acl', 'public-read-write']);
  try {
    await withFolder(async (out) => {
      await Promise.all(neighbours.map((key) => put(served.origin, key)));
      const left: number[] = [];
      for (let first = 0; first < kills; first += 2) {
        const pair = moments.slice(first, first + 2);
        await Promise.all(pair.map((ms, index) => killedRun(served.origin, join(out, `${first + index}`), ms)));
        left.push((await everything(served.origin)).length - neighbours.length);
      }
      expect(Math.max(...left)).toBeGreaterThan(0);
      const clean = await runCli(['clean', ...flagsFor(served.origin)]);
      expect([clean.exitCode, clean.stderr]).toEqual([0, '']);
      expect(await everything(served.origin)).toEqual([...neighbours].sort());
      expect(await openUploads(served.origin)).toEqual([]);
    });
  } finally {
    await served.stop();
  }
});

test('what a killed run wrote is removed by its journal where the bucket cannot be listed', { timeout: 30_000 }, () =>
  withFolder(async (folder) => {
    let mayList = false;
    const isListing = (target: string): boolean => /^\/conformance\/?\?/.test(target);
    await withMangledEndpoint(
      { before: ({ target }) => (isListing(target) && !mayList ? refusal(403, 'AccessDenied') : null) },
      async (origin) => {
        const out = join(folder, 'reports');
        await Promise.all(neighbours.map((key) => put(origin, key)));
        await killedRun(origin, out, 300);
        expect(await readdir(out)).toEqual([expect.stringMatching(/^\.journal-[0-9a-f]{12}\.jsonl$/)]);
        const flags = [...flagsFor(origin), '--out', out];
        const younger = await runCli(['clean', ...flags, '--older-than', '1h']);
        expect([younger.exitCode, younger.stderr]).toEqual([2, expect.stringContaining('cannot be listed')]);
        const clean = await runCli(['clean', ...flags]);
        expect([clean.exitCode, clean.stdout]).toEqual([
          0,
          expect.stringContaining(
            'cannot be listed by this user (AccessDenied); what journals list is removed, and requested again',
          ),
        ]);
        expect(await readdir(out)).toEqual([]);
        mayList = true;
        expect(await everything(origin)).toEqual([...neighbours].sort());
        // An upload whose id was still on its way at the kill is in no journal. A listing finds it; without a journal its run
        // may still be going on elsewhere, so only an age that the caller names removes it.
        expect((await runCli(['clean', ...flags, '--older-than', '0s'])).exitCode).toBe(0);
        expect(await openUploads(origin)).toEqual([]);
      },
      false,
    );
  }),
);

test('a run that ends leaves no journal, nor a folder that it made for one', { timeout: 30_000 }, () =>
  withMangledEndpoint({}, (origin) =>
    withFolder(async (folder) => {
      const out = join(folder, 'reports');
      const args = ['--case', 'open', '--report', 'json=-', '--out', out];
      const run = await runCli(['run', ...flagsFor(origin), ...args]);
      expect([run.exitCode, await readdir(folder)]).toEqual([0, []]);
    }),
  ),
);
