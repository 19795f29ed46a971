import fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { isGlob, readGlob } from './glob.js';

const matches = (glob: string, text: string): boolean => {
  const pattern = readGlob(glob);
  if (pattern.kind === 'rejected') throw new Error(pattern.message);
  return pattern.matches(text);
};

test.each(['a/*', 'a/?', 'a/[ab]', 'a/{b,c}', 'a/+(b)', '!a/b'])('%s is a glob', (glob) => {
  expect(isGlob(glob)).toBe(true);
});

test.each(['a/b', 'property/law', 'a/b-2', 'a.b/c_d'])('%s is none', (id) => {
  expect(isGlob(id)).toBe(false);
});

const part = fc.constantFrom('a', 'b', '-', 'ab', '*', '?', '[ab]', '[^a]', '[a-b]', '{a,b}', '{ab,-}');
const segment = fc.oneof(
  fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  fc.constant('**'),
);
// Beside a globstar picomatch goes its own way: `*/**` does not match `a` there, and `a/**` does.
const globs = fc
  .tuple(fc.constantFrom('', '!'), fc.array(segment, { minLength: 1, maxLength: 3 }))
  .map(([negation, segments]) => negation + segments.join('/'))
  .filter((glob) => !/\*\*\/\*\*|[^/!]\*\*|\*\*[^/]|[^/ab-]\/\*\*$/.test(glob));
const ids = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 3,
});

test('a glob matches the ids that it matches in picomatch', () => {
  fc.assert(
    fc.property(globs, ids, (glob, segments) => {
      const id = segments.join('/');
      expect([glob, id, matches(glob, id)]).toEqual([glob, id, picomatch(glob, { dot: true })(id)]);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['@(a|b)c', ['ac', 'bc'], ['c', 'abc']],
  ['?(a)c', ['c', 'ac'], ['aac']],
  ['+(a|b)', ['a', 'abba'], ['', 'c']],
  ['*(a|b)c', ['c', 'abac'], ['ab']],
  ['[!a]', ['b'], ['a', '/']],
  ['*/**', ['a', 'a/b', 'a/b/c'], []],
])('the group %s matches as in a shell', (glob, those, others) => {
  expect([...those, ...others].filter((text) => matches(glob, text))).toEqual(those);
});

test.each([
  ['many stars', '*a'.repeat(300), 'a'.repeat(299)],
  ['groups in groups', '+(a|+(a|+(a|aa)))b', 'a'.repeat(5_000)],
  ['a star of stars', '*(*(*(a)))b', 'a'.repeat(5_000)],
  ['many globstars', '**/a/'.repeat(200), 'a/'.repeat(199)],
  ['braces in braces', `${'{a,aa}'.repeat(200)}b`, 'a'.repeat(300)],
])('%s are matched in bounded time', (_, glob, text) => {
  const started = performance.now();
  expect(matches(glob, text)).toBe(false);
  // Seconds even on a busy machine would be another kind of growth: backtracking needs years for each of them.
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each([
  ['!(a|b)', '!( is not supported; put ! in front of the whole glob'],
  ['{a,b', '} is missing'],
  ['+(a', ') is missing'],
  ['a[b', '] is missing'],
  ['[b-a]', 'invalid character class range: `b-a`'],
  ['*'.repeat(2_001), expect.stringMatching(/^it has \d+ characters; at most 2000 are allowed$/)],
])('%.20s is refused', (glob, message) => {
  expect(readGlob(glob.startsWith('***') ? '*a'.repeat(1_000) : glob)).toEqual({ kind: 'rejected', message });
});
