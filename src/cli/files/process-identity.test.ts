import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownProcess, stateOf } from './process-identity.js';

const own = ownProcess();
const hasProc = existsSync('/proc/self/stat');

test('a process that runs is running, and one whose number is free has ended', () => {
  expect([stateOf(own, true), stateOf(own, false)]).toEqual(hasProc ? ['running', 'running'] : ['running', 'unknown']);
  expect(stateOf({ ...own, pid: 2 ** 31 - 1 }, true)).toBe('ended');
});

test('of another machine nothing is known', () => {
  expect(stateOf({ ...own, host: `not-${own.host}` }, true)).toBe('unknown');
});

test('where only a number is known, it counts as long as it is hardly given to another process', () => {
  const bare = { ...own, started: null };
  expect([stateOf(bare, true), stateOf(bare, false)]).toEqual(['running', 'unknown']);
  expect(stateOf({ ...bare, pid: 2 ** 31 - 1 }, true)).toBe('ended');
});

test.skipIf(!hasProc)('a number that another process has now is no running process', () => {
  expect(stateOf({ ...own, started: `${own.started}0` }, true)).toBe('ended');
});

test.skipIf(!hasProc)('of another boot or another container nothing is known', () => {
  expect(stateOf({ ...own, started: `other ${own.started}` }, true)).toBe('unknown');
});

test.skipIf(!hasProc)('a process that was killed has ended, though nobody asked after it yet', async () => {
  // The shell starts a process and becomes another program, which never asks after it: it stays in the list.
  const next = `console.log('next'); setTimeout(() => {}, 60000)`;
  const parent = spawn('/bin/sh', ['-c', `sleep 60 & echo $!; exec ${process.execPath} -e "${next}"`]);
  try {
    let said = '';
    while (!said.includes('next')) said += String((await once(parent.stdout, 'data'))[0]);
    const pid = Number.parseInt(said, 10);
    const fields = (): string[] =>
      readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /, '')
        .split(' ');
    const started = own.started!.replace(/\d+$/, fields()[19]!);
    expect(stateOf({ ...own, pid, started }, true)).toBe('running');
    process.kill(pid, 'SIGKILL');
    while (fields()[0] !== 'Z') await new Promise(setImmediate);
    expect(stateOf({ ...own, pid, started }, true)).toBe('ended');
  } finally {
    parent.kill('SIGKILL');
  }
});
