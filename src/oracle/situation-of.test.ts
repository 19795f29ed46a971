import { expect, it } from 'vitest';
import type { Situation } from './decision-table.js';
import { readRange } from './range-grammar.js';
import { situationOf } from './situation-of.js';

const largest = 2n ** 63n - 1n;
const beyond = largest + 1n;

it.each<[value: string, Situation]>([
  [`bytes=0-${largest}`, 'end-past-eof'],
  [`bytes=0-${beyond}`, 'oversize'],
  [`bytes=${largest}-`, 'start-past-eof'],
  [`bytes=${beyond}-`, 'oversize'],
  [`bytes=${beyond}-${beyond}`, 'oversize'],
  [`bytes=-${largest}`, 'suffix-longer'],
  [`bytes=-${beyond}`, 'oversize'],
  [`bytes=${largest}-0`, 'inverted'],
  [`bytes=${beyond}-0`, 'oversize'],
  [`bytes=-${largest}-5`, 'negative'],
  [`bytes=-${beyond}-5`, 'oversize'],
  [`bytes=-1--${beyond}`, 'oversize'],
  [`bytes=00-${beyond}`, 'respelled'],
  [`bytes=${beyond}-,0-1`, 'list-unsettled'],
  [`bytes=${largest}-,0-1`, 'list-other'],
])('numbers above 2^63-1 are what no source shows: %s is %s', (value, situation) => {
  expect(situationOf(10, readRange([value]))).toBe(situation);
});

it.each<[value: string, Situation]>([
  ['bytes=0-4,x', 'list-satisfiable'],
  ['bytes=-10,x', 'list-satisfiable'],
  ['bytes=x,0-4', 'list-malformed'],
  ['bytes=,0-4', 'list-malformed'],
  ['bytes=00-4,6-7', 'respelled'],
  ['bytes= 0-4,6-7', 'respelled'],
  ['bytes=0-4a,6-7', 'garbled'],
  ['bytes=5-10,0-4', 'list-other'],
  ['bytes=10-,0-4', 'list-other'],
  ['bytes=-11,0-4', 'list-other'],
  ['bytes=5-2,0-4', 'list-other'],
  ['bytes=-1-5,0-4', 'list-other'],
  ['bytes=-0,0-4', 'list-unsettled'],
  ['Bytes=0-4,6-7', 'respelled'],
])('a list stands as its first element does: %s is %s', (value, situation) => {
  expect(situationOf(10, readRange([value]))).toBe(situation);
});

it.each<[size: number, value: string, Situation]>([
  [10, 'bytes=9-9', 'satisfiable'],
  [10, 'bytes=9-10', 'end-past-eof'],
  [10, 'bytes=10-10', 'start-past-eof'],
  [10, 'bytes=9-', 'satisfiable'],
  [10, 'bytes=10-', 'start-past-eof'],
  [10, 'bytes=-10', 'satisfiable'],
  [10, 'bytes=-11', 'suffix-longer'],
  [10, 'bytes=-0', 'suffix-zero'],
  [1, 'bytes=0-0', 'satisfiable'],
  [1, 'bytes=-1', 'satisfiable'],
  [0, 'bytes=0-0', 'empty-any'],
  [0, 'bytes=-1', 'empty-suffix'],
  [0, 'bytes=-0', 'empty-suffix-zero'],
  [0, 'bytes=5-2', 'inverted'],
  [0, 'bytes=-1-5', 'negative'],
  [0, 'items=0-4', 'malformed'],
])('of %d bytes %s is %s', (size, value, situation) => {
  expect(situationOf(size, readRange([value]))).toBe(situation);
});
