import { expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { departure } from './request-deviation.js';

const question = { key: 'a b/c', range: 'bytes=0-9', headers: { 'x-oss-range-behavior': 'standard' } };
const range: HeaderField = ['range', 'bytes=0-9'];
const mode: HeaderField = ['X-Oss-Range-Behavior', 'standard'];

test.each<[what: string, method: string, target: string, fields: HeaderField[], words: string | null]>([
  ['the request', 'GET', '/a%20b/c', [['Host', 'h'], mode, range], null],
  ['a signature in the query', 'GET', '/a%20b/c?x-oss-signature=s', [mode, range], null],
  ['blanks around a value', 'GET', '/a%20b/c', [mode, ['Range', ' bytes=0-9 ']], null],
  ['HEAD', 'HEAD', '/a%20b/c', [mode, range], 'it sent HEAD'],
  ['another key', 'GET', '/c', [mode, range], 'it requested the key c instead of a b/c'],
  ['another escape', 'GET', '/a+b/c', [mode, range], 'it requested the key a+b/c instead of a b/c'],
  ['no mode', 'GET', '/a%20b/c', [range], 'it sent no x-oss-range-behavior'],
  ['no range', 'GET', '/a%20b/c', [mode], 'it sent no range'],
  ['another range', 'GET', '/a%20b/c', [mode, ['Range', 'bytes=0-10']], 'it sent range: bytes=0-10'],
  ['two ranges', 'GET', '/a%20b/c', [mode, range, range], 'it sent range: bytes=0-9 and range: bytes=0-9'],
])('%s', (_, method, target, fields, words) => {
  expect(departure({ method, target, fields }, question)).toBe(words);
});

test('a range or a mode that nobody asked for', () => {
  const plain = { key: 'k', range: null, headers: {} };
  expect(departure({ method: 'GET', target: '/k', fields: [range] }, plain)).toBe('it sent range: bytes=0-9');
  expect(departure({ method: 'GET', target: '/k', fields: [mode] }, plain)).toBe(
    'it sent x-oss-range-behavior: standard',
  );
  expect(departure({ method: 'GET', target: '/k', fields: [['accept-encoding', 'gzip']] }, plain)).toBeNull();
});

test('a coding may have others beside it, and has to be there', () => {
  const coded = { key: 'k', range: null, headers: { 'Accept-Encoding': 'gzip' } };
  const sends = (value: string) =>
    departure({ method: 'GET', target: '/k', fields: [['accept-encoding', value]] }, coded);
  expect(sends('gzip, identity')).toBeNull();
  expect(sends('identity')).toBe('it sent accept-encoding: identity');
});
