import { expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { defaultChoices, type UnsettledChoices } from '../server/unsettled.js';
import { rangeLine, rangeMode } from './range-mode.js';

function mode(values: readonly string[], choices: Partial<UnsettledChoices> = {}, inQuery?: string) {
  const headers = values.map((value): HeaderField => ['X-Oss-Range-Behavior', value]);
  const query = inQuery === undefined ? [] : [['x-oss-range-behavior', inQuery] as const];
  return rangeMode({ headers, query }, { ...defaultChoices, ...choices });
}

test('the header name is read in any case, and only the value standard counts', () => {
  expect(mode(['standard'])).toBe('standard');
  expect([mode([]), mode(['']), mode(['foo']), mode(['STANDARD']), mode(['standard,standard'])]).toEqual(
    Array.from({ length: 5 }, () => 'default'),
  );
});

test('what counts as a value is a choice', () => {
  expect([mode(['STANDARD'], { modeValue: 'any-case' }), mode(['foo'], { modeValue: 'any-case' })]).toEqual([
    'standard',
    'default',
  ]);
  expect([mode(['foo'], { modeValue: 'any-value' }), mode([], { modeValue: 'any-value' })]).toEqual([
    'standard',
    'default',
  ]);
});

test('which of several lines counts is a choice', () => {
  const lines = ['foo', 'standard'];
  expect(mode(lines)).toBe('default');
  expect(mode(lines, { repeatedMode: 'last' })).toBe('standard');
  expect(mode(['standard', 'standard'])).toBe('standard');
  expect(mode(['standard', 'standard'], { repeatedMode: 'joined' })).toBe('default');
  expect(mode(['standard'], { repeatedMode: 'joined' })).toBe('standard');
});

test('the mode in the query does nothing unless chosen', () => {
  expect(mode([], {}, 'standard')).toBe('default');
  expect(mode([], { modeInQuery: 'honoured' }, 'standard')).toBe('standard');
  expect(mode(['foo'], { modeInQuery: 'honoured' }, 'standard')).toBe('default');
});

test('which of several Range lines counts is a choice', () => {
  const headers: HeaderField[] = [
    ['Range', 'bytes=0-1'],
    ['range', 'bytes=5-6'],
  ];
  const line = (repeatedRange: UnsettledChoices['repeatedRange']) =>
    rangeLine(headers, { ...defaultChoices, repeatedRange });
  expect([line('first'), line('last'), line('joined'), line('whole')]).toEqual([
    'bytes=0-1',
    'bytes=5-6',
    'bytes=0-1, bytes=5-6',
    null,
  ]);
  expect([rangeLine([], defaultChoices), rangeLine([['RANGE', 'x']], defaultChoices)]).toEqual([null, 'x']);
});
