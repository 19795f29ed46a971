import { expect, test } from 'vitest';
import { xmlSafe } from './junit-writer.js';

test('what XML forbids is shown, and nothing around it is lost', () => {
  expect(xmlSafe('a\0b\x01c\x1b[31md\x0be\ufffef\uffff')).toBe('a\\x00b\\x01c\\x1b[31md\\x0be\\ufffef\\uffff');
  expect(xmlSafe('a\udc00b')).toBe('a\\udc00b');
  expect(xmlSafe('a\ud800')).toBe('a\\ud800');
});

test('what XML only discourages but a terminal obeys is shown', () => {
  expect(xmlSafe('\x7f\x85\x9b2J')).toBe('\\x7f\\x85\\x9b2J');
});

test('what XML allows is left alone, markup and layout too', () => {
  const text = 'a\tb\r\nc <&"\'> ]]> ]]> \u{1f4a1} \u202e';
  expect(xmlSafe(text)).toBe(text);
});
