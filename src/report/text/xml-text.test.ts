import { expect, test } from 'vitest';
import { xmlText } from './outside-text.js';

test('what XML forbids is shown, and nothing around it is lost', () => {
  expect(xmlText('a\0b\x01c\x1b[31md\x0be\ufffef\uffff')).toBe('a\\x00b\\x01c\\x1b[31md\\x0be\\ufffef\\uffff');
  expect(xmlText('a\udc00b')).toBe('a\\udc00b');
  expect(xmlText('a\ud800')).toBe('a\\ud800');
});

test('what XML only discourages but a terminal obeys is shown', () => {
  expect(xmlText('\x7f\x85\x9b2J')).toBe('\\x7f\\x85\\x9b2J');
});

test('what XML allows is left alone, markup and layout too', () => {
  const text = 'a\tb\r\nc <&"\'> ]]> ]]> \u{1f4a1}';
  expect(xmlText(text)).toBe(text);
});

test('what XML allows and a reader of the file would not see is shown', () => {
  expect(xmlText('a\u202eb\u2028c\ufe0f')).toBe('a\\u202eb\\u2028c\\ufe0f');
});
