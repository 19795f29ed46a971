import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startProcess } from './own-process.js';

/** A process that has ended may wait for whoever adopted it. */
const isAlive = (pid: number): boolean =>
  /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`]).stdout.toString());

test('a server is ended with the processes that it started itself, also where it takes no notice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-process-'));
  try {
    const log = join(folder, 'log');
    const script = `trap '' TERM; sleep 1000 & echo $!; wait`;
    const own = await startProcess('sh', ['-c', script], { cwd: folder, env: { PATH: process.env.PATH ?? '' }, log });
    let text = '';
    while (!text.endsWith('\n')) text = await readFile(log, 'utf8');
    const child = Number(text);
    expect([own.hasEnded(), isAlive(own.pid), isAlive(child)]).toEqual([false, true, true]);
    await own.stop(200);
    while (isAlive(child)) await new Promise(setImmediate);
    expect([own.hasEnded(), isAlive(own.pid)]).toEqual([true, false]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a program that does not exist is an error', async () => {
  const options = { cwd: tmpdir(), env: {}, log: '/dev/null' };
  await expect(startProcess('/no/such/program', [], options)).rejects.toThrow('ENOENT');
});
