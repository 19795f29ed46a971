import { expect, test } from 'vitest';
import { type GateEntry, gateOf } from './evaluate.js';

const good: GateEntry = { id: 'a/good', behaviour: 'default', verdict: 'conforms', aspects: [], cause: null };
const bad: GateEntry = { ...good, id: 'a/bad', verdict: 'violates', command: 'again' };
const unjudged: GateEntry = { ...good, id: 'a/unjudged', verdict: 'inconclusive', cause: 'time-out' };
const notRun: GateEntry = { ...good, id: 'a/not-run', verdict: 'not-run' };

test('a run that was stopped says why once, however much of it is missing', () => {
  expect(
    gateOf({ planned: 4, entries: [good, unjudged, notRun], strict: false, outage: 'it hangs; oss-range doctor' }),
  ).toEqual({
    verdict: 'inconclusive',
    exitCode: 2,
    totals: { planned: 4, conforms: 1, violates: 0, known: 0, inconclusive: 1, notApplicable: 0, notRun: 2 },
    lines: ['the run was stopped: it hangs; oss-range doctor'],
  });
});

test('a violation that was seen before stays one, and is told beside', () => {
  const { exitCode, lines } = gateOf({
    planned: 3,
    entries: [bad, notRun, unjudged],
    strict: false,
    outage: 'it hangs',
  });
  expect([exitCode, lines]).toEqual([
    1,
    ['the run was stopped: it hangs', '1 violation decides, the first is a/bad (default); repeat it: again'],
  ]);
});

test('what is known is judged, and what is wrong with its list is told, whether anything was judged or not', () => {
  const known: GateEntry = { ...good, id: 'a/known', verdict: 'known' };
  const settings = { outage: 'it hangs', listLines: ['a listed deviation expired; edit known.yaml:1'] };
  const ends = [[known, notRun], [unjudged, notRun], [bad]].map((entries) => {
    const { exitCode, lines } = gateOf({ planned: entries.length, entries, strict: false, ...settings });
    return [exitCode, ...lines];
  });
  expect(ends).toEqual([
    [1, 'the run was stopped: it hangs', settings.listLines[0]],
    [1, 'the run was stopped: it hangs', settings.listLines[0]],
    [
      1,
      'the run was stopped: it hangs',
      '1 violation decides, the first is a/bad (default); repeat it: again',
      settings.listLines[0],
    ],
  ]);
});

test('when strict, what is only expected decides of a run that was stopped, too', () => {
  const expected: GateEntry = {
    ...bad,
    aspects: [{ aspect: 'status', verdict: 'violates', level: 'expected', expected: '200', actual: '206' }],
  };
  const ends = [false, true].map((strict) => {
    const { exitCode, lines } = gateOf({ planned: 2, entries: [expected, notRun], strict, outage: 'it hangs' });
    return [exitCode, lines[1]];
  });
  expect(ends).toEqual([
    [2, '1 violation of level expected, the first is a/bad (default); to fail on them: again --strict'],
    [1, '1 violation decides, the first is a/bad (default); repeat it: again'],
  ]);
});

test('a defect of this program is told beside, too', () => {
  const defect: GateEntry = { ...unjudged, id: 'a/defect', cause: 'x is not a function', defect: true };
  const ends = (['conforms', 'known'] as const).map((verdict) => {
    const { exitCode, lines } = gateOf({
      planned: 3,
      entries: [{ ...good, verdict }, defect, notRun],
      strict: false,
      outage: 'it hangs',
    });
    return [exitCode, ...lines];
  });
  const end = [
    4,
    'the run was stopped: it hangs',
    '1 check hit a defect of this program, the first is a/defect (default): x is not a function; please report it: oss-range run --report json',
  ];
  expect(ends).toEqual([end, end]);
});

test('a run that could not send anything is inconclusive, with all of it not run and one line that says why', () => {
  expect(gateOf({ planned: 3, entries: [], strict: false, obstacle: 'nothing listens there; start it' })).toEqual({
    verdict: 'inconclusive',
    exitCode: 2,
    totals: { planned: 3, conforms: 0, violates: 0, known: 0, inconclusive: 0, notApplicable: 0, notRun: 3 },
    lines: ['nothing listens there; start it'],
  });
});
