import { expect, test } from 'vitest';
import { createPool } from './pool.js';

test('things are made when needed, reused latest first, and lent in order of asking', async () => {
  let made = 0;
  const pool = createPool(2, () => ++made);
  const log: string[] = [];
  const borrow = async (who: string): Promise<number> => {
    const item = await pool.borrow();
    log.push(`${who}:${item}`);
    return item;
  };
  const [first, second] = [await borrow('a'), await borrow('b')];
  const waiting = [borrow('c'), borrow('d')];
  pool.giveBack(second);
  pool.giveBack(first);
  expect(await Promise.all(waiting)).toEqual([2, 1]);
  pool.giveBack(2);
  pool.giveBack(1);
  await borrow('e');
  expect(log).toEqual(['a:1', 'b:2', 'c:2', 'd:1', 'e:1']);
  expect(made).toBe(2);
});

test('draining waits for what is lent, behind those who asked before, and makes nothing', async () => {
  const pool = createPool(5, () => 'only');
  const lent = await pool.borrow();
  const drained = pool.drain();
  pool.giveBack(lent);
  expect(await drained).toEqual(['only']);
});
