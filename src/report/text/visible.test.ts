import { expect, test } from 'vitest';
import { visible } from './visible.js';

test('what drives a terminal is shown instead of sent to it', () => {
  expect(visible('\x1b[31mred\x1b[0m \x9b2J \x07bell \x7f')).toBe('\\x1b[31mred\\x1b[0m \\x9b2J \\x07bell \\x7f');
  expect(visible('\x1b]0;title\x07')).toBe('\\x1b]0;title\\x07');
});

test('a text stays on its line', () => {
  expect(visible('a\r\nb\tc\u2028d\u2029e\u0085f')).toBe('a\\r\\nb\\tc\\u2028d\\u2029e\\x85f');
});

test('text cannot show itself in another order or hide a part', () => {
  expect(visible('abc\u202edcba\u2066x\u200by\u{e0041}')).toBe('abc\\u202edcba\\u2066x\\u200by\\u{e0041}');
});

test('half a character is shown, a whole one is left alone', () => {
  expect(visible('\ud83d|\udca1|\u{1f4a1}|\uffff')).toBe('\\ud83d|\\udca1|\u{1f4a1}|\\uffff');
});

test('ordinary text in any script is left alone', () => {
  const text = "Range: bytes=0-1, 範囲, Größe \\ 'quoted' ✓";
  expect(visible(text)).toBe(text);
});
