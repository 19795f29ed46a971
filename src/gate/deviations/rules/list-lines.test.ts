import { expect, test } from 'vitest';
import type { LocatedDeviation } from './deviation.js';
import type { Stale } from './known-list.js';
import { listLines } from './list-lines.js';

const at = (line: number): LocatedDeviation => ({
  check: 'a/*',
  behaviour: 'both',
  aspect: 'status',
  symptom: { matches: '20[46]' },
  reason: 'a test',
  file: 'known.yaml',
  line,
});
const gone = (line: number): Stale => ({
  deviation: at(line),
  id: 'a/one',
  behaviour: 'default',
  now: { kind: 'gone' },
});
const files = { list: 'known.yaml', report: 'out/report.json' };
const nothing = { faults: [], stale: [], unlisted: 0 };

test('a list that is right has no line', () => {
  expect(listLines(nothing, files)).toEqual([]);
});

test('every line ends with what repairs it', () => {
  const findings = {
    faults: [
      { kind: 'names-nothing', deviation: at(1), named: '"a/*"' },
      { kind: 'expired', deviation: at(2), on: '2026-05-31' },
      { kind: 'too-broad', deviation: at(3), checks: 21 },
    ],
    stale: [gone(9), { ...gone(5), now: { kind: 'differs', actual: '500' } }, gone(4), gone(9)],
    unlisted: 2,
  } as const;
  expect(listLines(findings, files)).toEqual([
    'a listed deviation matches no check: "a/*"; correct or remove it in known.yaml:1',
    'a listed deviation expired on 2026-05-31: a/* status; extend or remove it in known.yaml:2',
    'a listed deviation matches 21 checks, more than 20: a/*; narrow it or set "broad: true" in known.yaml:3',
    '1 listed deviation occurs differently (known.yaml:5), the first is a/one (default) status: listed /20[46]/, now 500; update the list: oss-range deviations update out/report.json --deviations known.yaml',
    '3 listed deviations no longer occur (known.yaml:4, 9), the first is a/one (default) status: listed /20[46]/, now as required; remove it from the list: oss-range deviations update out/report.json --deviations known.yaml',
    '2 violations are not listed; to accept them: oss-range deviations update out/report.json --deviations known.yaml --reason TEXT',
  ]);
});

test('one is told apart from several', () => {
  const differing = (line: number): Stale => ({ ...gone(line), now: { kind: 'differs', actual: '500' } });
  const told = (stale: Stale[], unlisted: number): string[] =>
    listLines({ ...nothing, stale, unlisted }, files).map((line) => line.split(/, the first|; to accept/)[0] ?? '');
  expect([told([gone(4), differing(5)], 1), told([gone(4), differing(5), gone(4), differing(6)], 2)]).toEqual([
    [
      '1 listed deviation occurs differently (known.yaml:5)',
      '1 listed deviation no longer occurs (known.yaml:4)',
      '1 violation is not listed',
    ],
    [
      '2 listed deviations occur differently (known.yaml:5, 6)',
      '2 listed deviations no longer occur (known.yaml:4)',
      '2 violations are not listed',
    ],
  ]);
});

test('ten places are all named, in their order', () => {
  const stale = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map(gone);
  expect(listLines({ ...nothing, stale }, files)[0]).toContain('(known.yaml:1, 2, 3, 4, 5, 6, 7, 8, 9, 10), the first');
});

test('a symptom that is no pattern stands as it is', () => {
  const stale: Stale = { ...gone(1), deviation: { ...at(1), symptom: '206' } };
  expect(listLines({ ...nothing, stale: [stale] }, files)[0]).toContain('status: listed 206, now as required;');
});

test('of many places the first ten are named', () => {
  const [line] = listLines({ ...nothing, stale: Array.from({ length: 12 }, (_, index) => gone(index + 1)) }, files);
  expect(line).toContain('(known.yaml:1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more)');
});
