import { expect, test } from 'vitest';
import type { RunEvent } from '../document/events.js';
import type { Reporter } from '../document/reporter.js';
import { multiplex } from './multiplexer.js';

const notice = (message: string): RunEvent => ({ kind: 'notice', message });
const messageOf = (event: RunEvent): string => (event.kind === 'notice' ? event.message : event.kind);

/** Keeps what it is told in `log`, under its name. */
function recorder(name: string, log: string[]): Reporter {
  return { name, event: (event) => void log.push(`${name} ${messageOf(event)}`) };
}

test('a reporter that throws or rejects does not keep the others from a single event, and is not forgotten', async () => {
  const log: string[] = [];
  const thrown = new Error('disk full');
  const rejected = new Error('no network');
  const multiplexer = multiplex([
    {
      name: 'throws',
      event: () => {
        throw thrown;
      },
    },
    { name: 'rejects', event: () => Promise.reject(rejected) },
    recorder('works', log),
  ]);
  multiplexer.event(notice('one'));
  multiplexer.event(notice('two'));
  const failures = await multiplexer.end();
  expect(log).toEqual(['works one', 'works two']);
  expect(failures).toHaveLength(4);
  expect(failures.filter(({ reporter }) => reporter === 'throws')).toEqual([
    { reporter: 'throws', error: thrown },
    { reporter: 'throws', error: thrown },
  ]);
  expect(failures.filter(({ reporter }) => reporter === 'rejects').map(({ error }) => error)).toEqual([
    rejected,
    rejected,
  ]);
});

test('a reporter that fails once is told what comes after', async () => {
  const log: string[] = [];
  const multiplexer = multiplex([
    {
      name: 'moody',
      event(event) {
        if (messageOf(event) === 'one') throw new Error('not yet');
        log.push(messageOf(event));
      },
    },
  ]);
  multiplexer.event(notice('one'));
  multiplexer.event(notice('two'));
  expect((await multiplexer.end()).map(({ reporter }) => reporter)).toEqual(['moody']);
  expect(log).toEqual(['two']);
});

test('a slow reporter gets the events in order, one at a time, and the end waits for it', async () => {
  const log: string[] = [];
  let running = 0;
  const multiplexer = multiplex([
    {
      name: 'slow',
      async event(event) {
        running += 1;
        await new Promise((resolve) => setTimeout(resolve, messageOf(event) === 'one' ? 20 : 1));
        log.push(`${messageOf(event)} ${running}`);
        running -= 1;
      },
    },
  ]);
  for (const message of ['one', 'two', 'three']) multiplexer.event(notice(message));
  expect(await multiplexer.end()).toEqual([]);
  expect(log).toEqual(['one 1', 'two 1', 'three 1']);
});

test('a reporter that is not asynchronous is told at once, also after it was slow one time', async () => {
  const log: string[] = [];
  const multiplexer = multiplex([
    {
      name: 'mixed',
      event(event) {
        if (messageOf(event) !== 'slow') return void log.push(messageOf(event));
        return Promise.resolve().then(() => void log.push('slow'));
      },
    },
  ]);
  multiplexer.event(notice('one'));
  expect(log).toEqual(['one']);
  multiplexer.event(notice('slow'));
  expect(log).toEqual(['one']);
  await multiplexer.end();
  multiplexer.event(notice('two'));
  expect(log).toEqual(['one', 'slow', 'two']);
});
