import { expect, it } from 'vitest';
import { nearest, withNearest } from './nearest.js';

const levels = ['required', 'expected', 'observed'];

it('a misspelt word finds the word it means', () => {
  expect(nearest('requird', levels)).toBe('required');
  expect(nearest('oberved', levels)).toBe('observed');
  expect(nearest('titel', ['title'])).toBe('title');
  expect(nearest('content_langth', ['content-range', 'content-length'])).toBe('content-length');
});

it('a word that is close to nothing gets no suggestion', () => {
  expect(nearest('must', levels)).toBeUndefined();
  expect(nearest('required', [])).toBeUndefined();
  expect(nearest('Z9', ['A1'])).toBeUndefined();
});

it('a suggestion stands behind the word', () => {
  expect(withNearest('expectd', levels)).toBe('"expectd" (did you mean "expected"?)');
  expect(withNearest('must', levels)).toBe('"must"');
});
