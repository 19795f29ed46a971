import { expect, test } from 'vitest';
import { escapedJson, longestText, safeXml, visible, visibleLines } from './outside-text.js';

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

test.each([
  ['::error file=a::b', '\\x3a:error file=a::b'],
  ['  \u3000::add-mask::b', '  \u3000\\x3a:add-mask::b'],
  ['ETag: "##[group]x"', 'ETag: "#\\x23[group]x"'],
  ['###[x] ####vso[a.b]', '##\\x23[x] ###\\x23vso[a.b]'],
  ['##vso[task.complete result=Failed]', '#\\x23vso[task.complete result=Failed]'],
  [`##teamcity[buildStop]`, '#\\x23teamcity[buildStop]'],
  ['section_start:1:a\r\x1b[0K', 'section_start\\x3a1:a\\r\\x1b[0K'],
  ['\x1b[8mha:////4AAA\x1b[0m', '\\x1b[8mha:////4AAA\\x1b[0m'],
])('the command %j of a runner is shown instead of obeyed', (text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(visible(shown)).toBe(shown);
});

test('what only resembles a command is left alone', () => {
  const text = '# a ## b http://[::1]:80 a::b ##vso #[x]';
  expect(visible(text)).toBe(text);
});

test('a text without an end gets one, at a whole character, and says what is left out', () => {
  const text = visible(`${'a'.repeat(longestText - 1)}\u{1f4a1}${'b'.repeat(1_000_000)}`);
  expect(text).toBe(`${'a'.repeat(longestText - 1)}… (1000002 more characters)`);
  expect(visible(text).length).toBeLessThan(longestText + 100);
});

test('lines are made safe one by one', () => {
  expect(visibleLines('a\n::error::b\n\tc')).toBe('a\n\\x3a:error::b\n\\tc');
});

test('JSON and XML lose nothing, and hold no command', () => {
  const text = '##[a] ##vso[b.c] section_end:1:x \u202e\ufe0f\ud800 ::';
  const json = escapedJson({ [text]: text });
  expect(JSON.parse(json)).toEqual({ [text]: text });
  expect(json).toContain('#\\u0023vso[b.c] section_end\\u003a1:x \\u202e\\ufe0f\\ud800 ::');
  expect(safeXml('<a b="##[c]">\n ::error::d\n</a>')).toBe('<a b="#&#35;[c]">\n &#58;:error::d\n</a>');
});
