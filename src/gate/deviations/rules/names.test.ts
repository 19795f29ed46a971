import { expect, test } from 'vitest';
import { isGlob, namesOf } from './names.js';

const named = (check: string, ...ids: string[]): string[] =>
  ids.filter((id) => namesOf({ check, behaviour: 'both' })({ id, behaviour: 'default' }));

test.each(['a/*', 'a/?', 'a/[ab]', 'a/{b,c}', 'a/+(b)', '!a/b'])('%s is a glob', (check) => {
  expect(isGlob(check)).toBe(true);
});

test.each(['a/b', 'property/law', 'a/b-2', 'a.b/c_d'])('%s is none', (check) => {
  expect(isGlob(check)).toBe(false);
});

test('an id names itself alone, a glob what it matches, ids with a dot in front included', () => {
  expect([
    named('a/b', 'a/b', 'a/bc', 'a'),
    named('a/*', 'a/b', 'a/.b', 'b/a', 'a/b/c'),
    named('**', 'a', 'a/.b'),
  ]).toEqual([['a/b'], ['a/b', 'a/.b'], ['a', 'a/.b']]);
});

test('an entry names what is asked under its behaviour', () => {
  const under = (behaviour: 'default' | 'standard' | 'both') =>
    ['default', 'standard'].map((asked) => namesOf({ check: 'a/b', behaviour })({ id: 'a/b', behaviour: asked }));
  expect([under('default'), under('standard'), under('both')]).toEqual([
    [true, false],
    [false, true],
    [true, true],
  ]);
});
