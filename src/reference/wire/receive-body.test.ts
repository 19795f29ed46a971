import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createMemoryBudget } from '../server/memory-budget.js';
import { receiveBody } from './receive-body.js';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test.each([1, 7, 65_536, 300_000])(
  'a body in chunks of %i bytes arrives whole, and its memory is counted',
  async (size) => {
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 31) % 251));
    const budget = createMemoryBudget(200_000);
    const received = await receiveBody(chunksOf(bytes, size), budget);
    expect(bytes.equals(received.bytes)).toBe(true);
    expect(received.md5).toEqual(createHash('md5').update(bytes).digest());
    expect(budget.used()).toBe(200_000);
  },
);

test('the checksum is CRC-64/XZ, that of nothing is 0', async () => {
  const crcOf = async (text: string) =>
    (await receiveBody(chunksOf(Buffer.from(text), 2), createMemoryBudget(100))).crc64;
  // The six bytes and their checksum stand in ClientObjectTest.cs of the vendor's C# SDK v2.
  expect([await crcOf('hello '), await crcOf('')]).toEqual(['1796661072844795914', '0']);
});

test('a body beyond the budget is refused after it has been read to its end, and holds no memory meanwhile', async () => {
  const budget = createMemoryBudget(100);
  const used: number[] = [];
  async function* source() {
    for await (const chunk of chunksOf(Buffer.alloc(300), 30)) {
      used.push(budget.used());
      yield chunk;
    }
  }
  await expect(receiveBody(source(), budget)).rejects.toMatchObject({ code: 'InsufficientStorage' });
  expect([used, budget.used()]).toEqual([[0, 30, 60, 90, 0, 0, 0, 0, 0, 0], 0]);
});

test('a body that breaks off gives its memory back', async () => {
  async function* source() {
    yield Buffer.alloc(50);
    throw new Error('aborted');
  }
  const budget = createMemoryBudget(100);
  await expect(receiveBody(source(), budget)).rejects.toThrow('aborted');
  expect(budget.used()).toBe(0);
});
