import { expect, test } from 'vitest';
import { checkReportFixture, violatingCheck, violatingProperty } from '../../../testing/builders/report-fixtures.js';
import type { CheckFinished } from '../../document/events.js';
import { progressLine } from './progress.js';

const finished = (done: number, planned = 300): CheckFinished => ({
  kind: 'check-finished',
  check: checkReportFixture(),
  done,
  planned,
});

test('the line says how far the run is, what went wrong so far and what came last', () => {
  const progress = progressLine(100, () => 0);
  expect(progress.update({ ...finished(1), check: violatingCheck() })).toBe(
    '\r1/300  1 violate, 0 inconclusive  end-past-eof/from-the-middle (default)\r',
  );
});

test('it is redrawn at most ten times a second, and at the end in any case', () => {
  let now = 0;
  const progress = progressLine(100, () => now);
  const drawn = Array.from({ length: 300 }, (_, index) => {
    now = index;
    return progress.update(finished(index + 1)) !== '';
  });
  expect(drawn.flatMap((was, index) => (was ? [index + 1] : []))).toEqual([1, 101, 201, 300]);
});

test('what happens between two drawings is counted', () => {
  let now = 0;
  const progress = progressLine(100, () => now);
  progress.update(finished(1));
  progress.update({ kind: 'property-finished', property: violatingProperty(), done: 2, planned: 300 });
  progress.update({ ...finished(3), check: checkReportFixture({ verdict: 'inconclusive' }) });
  now = 100;
  expect(progress.update(finished(4))).toContain('4/300  1 violate, 1 inconclusive');
});

test('a shorter line covers the one before, and a cleared one is gone', () => {
  let now = 0;
  const progress = progressLine(100, () => now);
  const long = progress.update({ ...finished(1), check: checkReportFixture({ id: 'a/rather-long-name' }) });
  now = 100;
  const short = progress.update({ ...finished(2), check: checkReportFixture({ id: 'a/b' }) });
  expect(short).toHaveLength(long.length);
  expect(short.trimEnd()).toBe('\r2/300  0 violate, 0 inconclusive  a/b (default)');
  const blank = progress.clear();
  expect(blank.slice(1, -1).trim()).toBe('');
  expect(progress.clear()).toBe('');
});

test('the line never reaches the last column, and carries no control but its carriage returns', () => {
  const progress = progressLine(20, () => 0);
  const text = progress.update({ ...finished(1), check: checkReportFixture({ id: 'a/\x1b[2J\n' }) });
  expect(text).toBe('\r1/300  0 violate, 0\r');
  expect(text.slice(1, -1).length).toBeLessThan(20);
});
