import { expect, test } from 'vitest';
import { contentSequence, createSequence, period } from './sequence.js';

/** The recurrence as its definition states it, one byte after the other. */
function recurrence(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(Buffer.from('OSS'));
  for (let i = 3; i < length; i++) {
    const doubled = bytes[i - 3]! << 1;
    bytes[i] = (doubled > 0xff ? doubled ^ 0x11d : doubled) ^ bytes[i - 1]!;
  }
  return bytes;
}

test('the sequence is s[i] = 2 s[i-3] + s[i-1] from "OSS" over the whole period, and starts again after it', () => {
  const plain = recurrence(period + 3);
  expect(contentSequence.slice(0, period).equals(plain.subarray(0, period))).toBe(true);
  expect(Buffer.from(plain.subarray(period)).toString()).toBe('OSS');
});

test('every three bytes but 00 00 00 stand exactly once in a period', () => {
  const bytes = contentSequence.slice(0, period + 2);
  const seen = new Uint8Array(2 ** 24);
  let window = (bytes[0]! << 8) | bytes[1]!;
  let repeats = 0;
  for (let i = 2; i < bytes.length; i++) {
    window = ((window << 8) | bytes[i]!) & 0xffffff;
    if (seen[window] === 1) repeats++;
    seen[window] = 1;
  }
  expect({
    repeats,
    zeros: seen[0],
    windows: Buffer.from(seen.buffer).subarray(1).indexOf(0) === -1 ? seen.length - 1 : 'incomplete',
  }).toEqual({
    repeats: 0,
    zeros: 0,
    windows: period,
  });
});

test('a slice that passes the end of the period goes on at its start', () => {
  expect(contentSequence.slice(period - 2, 5)).toEqual(
    Buffer.concat([contentSequence.slice(period - 2, 2), Buffer.from('OSS')]),
  );
  expect(contentSequence.slice(3 * period, 3).toString()).toBe('OSS');
  const twice = contentSequence.slice(1, 2 * period);
  expect(twice.subarray(0, period).equals(twice.subarray(period))).toBe(true);
});

test('a view ends with the period, a slice does not', () => {
  expect(contentSequence.view(period - 2, 5).length).toBe(2);
  expect(contentSequence.view(2 ** 40, 5)).toEqual(contentSequence.slice(2 ** 40 % period, 5));
  expect(contentSequence.view(period - 2, 0).length).toBe(0);
});

test('only the blocks that are looked at are generated', () => {
  const sequence = createSequence();
  const before = sequence.generatedBytes();
  sequence.byteAt(period - 1);
  const afterByte = sequence.generatedBytes();
  sequence.view(period - 1000, 1000);
  const afterEnd = sequence.generatedBytes();
  sequence.view(0, 2 ** 20);
  expect([before, afterByte, afterEnd, sequence.generatedBytes()]).toEqual([65793, 65793, 131586, 17 * 65793]);
});

test('views taken before the sequence grew stay valid', () => {
  const sequence = createSequence();
  const view = sequence.view(0, 1000);
  const copy = Buffer.from(view);
  sequence.view(0, period);
  expect(view).toEqual(copy);
});

test('single bytes agree with slices at block limits, at the end of the period and beyond', () => {
  const positions = [0, 65792, 65793, 131585, 131586, period - 1, period, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER - 1];
  expect(positions.map((position) => contentSequence.byteAt(position))).toEqual(
    positions.map((position) => contentSequence.slice(position, 1)[0]),
  );
});

test('a copy can be damaged without damaging the sequence', () => {
  contentSequence.slice(0, 3).fill(0);
  expect(contentSequence.slice(0, 3).toString()).toBe('OSS');
});
