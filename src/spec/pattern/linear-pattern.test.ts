import { expect, test } from 'vitest';
import { readPattern } from './linear-pattern.js';

test.each([
  ['a repetition of a repetition', '(a+)+', 'a'],
  ['alternatives that overlap', '(a|aa|a?)*', 'a'],
  ['neighbours that overlap', `${'a*'.repeat(100)}b`, 'a'],
  ['a repetition of what may be empty', '(\\d*)*x', '1'],
  ['dots', '(.*)(.*)(.*)(.*)(.*)[^a]', 'a'],
])('%s is matched in time linear in the text', (_, source, unit) => {
  const pattern = readPattern(source, { dotAll: true });
  const timeOf = (length: number): number => {
    const started = performance.now();
    expect(pattern.kind === 'read' && pattern.matches(`${unit.repeat(length)}!\n`)).toBe(source.endsWith('[^a]'));
    return performance.now() - started;
  };
  timeOf(1_000);
  // A square would take 100 times as long for ten times the text, and the language's own matcher would not end.
  expect(timeOf(200_000)).toBeLessThan(40 * Math.max(timeOf(20_000), 10));
});

test.each([
  ['a(?=b)', 'look-around (?= is not supported; write what the whole value looks like'],
  ['(?!b).*', 'look-around (?! is not supported; write what the whole value looks like'],
  ['(?<=b)a', 'look-around (?<= is not supported; write what the whole value looks like'],
  ['(?<!b)a', 'look-around (?<! is not supported; write what the whole value looks like'],
  ['(a)\\1', 'back-reference \\1 is not supported; write the text or its pattern out'],
  ['(?<n>a)\\k<n>', 'back-reference \\k< is not supported; write the text or its pattern out'],
  ['(', 'missing closing ): `(`'],
  ['((a{100}){100}){100}', 'invalid repeat count: `{100}`'],
  ['a'.repeat(2_001), 'it has 2001 characters; at most 2000 are allowed'],
])('%.20s is refused', (source, message) => {
  expect(readPattern(source)).toEqual({ kind: 'rejected', message });
});

test.each([
  ['[(?=]+', '(?='],
  ['\\(\\?=\\\\1', '(?=\\1'],
  ['\\u0041\\/(?<year>\\d{4})', 'A/2026'],
  ['a|b', 'b'],
  ['"[0-9A-Fa-f]{32}"', `"${'0aF9'.repeat(8)}"`],
])('%s matches %s as a whole', (source, text) => {
  const pattern = readPattern(source);
  expect([text, `${text}x`, `x${text}`].map((one) => pattern.kind === 'read' && pattern.matches(one))).toEqual([
    true,
    false,
    false,
  ]);
});
