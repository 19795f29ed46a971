import { expect, test } from 'vitest';
import type { Framing } from '../../exchange/exchange.js';
import { inventResponse } from '../../testing/builders/exchanges.js';
import { readResponse } from '../answer.js';
import { judgeFraming } from './framing.js';

const compare = (framing: Partial<Framing>) =>
  judgeFraming(readResponse('GET', inventResponse({ status: 206, framing }), 1000));

test.each(['content-length', 'chunked', 'close', 'none'] as const)(
  'a message delimited by %s that ends there is right',
  (delimitedBy) => {
    expect(compare({ delimitedBy })).toEqual({
      aspect: 'framing',
      holds: true,
      expected: 'nothing after the end of the message',
      actual: `delimited by ${delimitedBy}`,
    });
  },
);

test('one byte after the end is wrong, and shown', () => {
  expect(compare({ extraBytes: 1, extraPrefix: Uint8Array.of(0x0a) })).toEqual({
    aspect: 'framing',
    holds: false,
    expected: 'nothing after the end of the message',
    actual: '1 bytes after the end of the message, starting 0a',
  });
});

test('of many bytes after the end the first sixteen are shown', () => {
  const extraPrefix = Uint8Array.from({ length: 17 }, (_, index) => index);
  expect(compare({ extraBytes: 4096, extraPrefix })?.actual).toBe(
    '4096 bytes after the end of the message, starting 000102030405060708090a0b0c0d0e0f',
  );
});
