import { expect, test } from 'vitest';
import { namesOf } from './names.js';

const named = (check: string, ...ids: string[]): string[] =>
  ids.filter((id) => namesOf({ check, behaviour: 'both' })({ id, behaviour: 'default' }));

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
