import { describe, expect, test } from 'vitest';
import type { RecordedLine } from '../../exchange/recording/decode.js';
import type { RecordedDraw, RecordingEnd } from '../../exchange/recording/recording.js';
import { readTable } from '../../spec/read/read-table.js';
import { answeredWith, faultlessResponse, thousand } from '../../testing/builders/exchanges.js';
import { sampleEnd, sampleHead, sampleProperty } from '../../testing/builders/recording-lines.js';
import { claimsOfTable } from './claims.js';
import { createRejudgement, type RejudgeOptions } from './rejudge.js';

const whole = { status: 200, body: { kind: 'whole' } } as const;
const second = { status: 206, body: { kind: 'slice', first: 500, last: 999 } } as const;

/** A draw that was answered with the whole object, or with its second half. */
const draw = (range: string, answer: typeof whole | typeof second): RecordedDraw => ({
  kind: 'draw',
  id: sampleProperty.id,
  behaviour: 'default',
  claim: { level: 'required', evidence: ['seed'], outcomes: [whole] },
  request: { method: 'GET', object: { name: 'bytes-1000', size: 1000 }, range: [range], headers: [] },
  outcome: {
    kind: 'answered',
    answer: {
      exchange: answeredWith(faultlessResponse(answer, thousand)),
      facts: thousand,
      verdict: answer === whole ? 'conforms' : 'violates',
    },
  },
});

function judged(
  lines: readonly RecordedLine[],
  { end = sampleEnd, ...options }: Partial<RejudgeOptions> & { readonly end?: RecordingEnd | null } = {},
) {
  const rejudgement = createRejudgement({ strict: false, ...options });
  for (const line of lines) rejudgement.take(line, sampleHead);
  return rejudgement.finish({ head: sampleHead, end });
}

const counterexample = { size: 1000, range: 'bytes=500-2000', path: '4:1', shrinks: 1 };

describe('a property that is judged again', () => {
  test('violates by the counterexample of the run', () => {
    const { exitCode, properties } = judged([
      draw('bytes=500-2000', second),
      draw('bytes=0-2000', whole),
      { ...sampleProperty, counterexample },
    ]);
    const found = properties.map(({ verdict, counterexample: its }) => [verdict, its?.path, its?.request.range]);
    expect([exitCode, found]).toEqual([1, [['violates', '4:1', ['bytes=500-2000']]]]);
  });

  test('violates by the last draw that does where that of the run does not any more', () => {
    const { properties } = judged([
      draw('bytes=400-2000', second),
      draw('bytes=500-3000', second),
      draw('bytes=500-2000', whole),
      { ...sampleProperty, counterexample },
    ]);
    const found = properties.map(({ verdict, counterexample: its }) => [verdict, its?.path, its?.request.range]);
    expect(found).toEqual([['violates', '', ['bytes=500-3000']]]);
  });

  test('is inconclusive with the first cause where a draw could not be judged', () => {
    const cause = { kind: 'setup', message: 'PUT failed' } as const;
    const unjudged: RecordedDraw = {
      ...draw('bytes=0-2000', whole),
      outcome: { kind: 'unanswered', why: { kind: 'inconclusive', cause } },
    };
    const { exitCode, properties } = judged([unjudged, sampleProperty]);
    expect([exitCode, properties[0]?.verdict, properties[0]?.cause]).toEqual([2, 'inconclusive', cause]);
  });

  test('that was not run is not run', () => {
    const unfinished = { kind: 'not-run', reason: 'the run was interrupted' } as const;
    const { exitCode, totals } = judged([{ ...sampleProperty, unfinished }]);
    expect([exitCode, totals.notRun]).toEqual([2, 1]);
  });

  test('is judged by the rule at hand, and does not apply where its family is gone', async () => {
    const claims = claimsOfTable(await readTable());
    const wrong = {
      ...draw('bytes=500-2000', second),
      claim: { level: 'required', evidence: [], outcomes: [second] },
    } as const;
    const gone = { ...sampleProperty, name: 'gone', id: 'property/gone' };
    expect([
      judged([wrong, sampleProperty]).exitCode,
      judged([wrong, sampleProperty], { claims }).exitCode,
      judged([gone], { claims }).properties[0]?.reason,
    ]).toEqual([0, 1, 'there is no property gone any more']);
  });
});

describe('a recording that is judged again', () => {
  const lines = [draw('bytes=0-2000', whole), sampleProperty];

  test('passes where nothing is missing, and not where its end is', () => {
    const cut = judged(lines, { end: null });
    expect([judged(lines).exitCode, cut.exitCode, cut.verdict, cut.gate]).toEqual([
      0,
      2,
      'inconclusive',
      ['the recording is truncated; record again: oss-range run --record FILE'],
    ]);
  });

  test('still violates where its end is missing', () => {
    expect(judged([draw('bytes=500-2000', second), sampleProperty], { end: null }).exitCode).toBe(1);
  });

  test('says that the run was interrupted, and why the target could not be used', () => {
    const { notices } = judged(lines, { end: { ...sampleEnd, partial: true } });
    const obstructed = judged([], { end: { ...sampleEnd, obstacle: 'no bucket' } });
    expect([notices, obstructed.exitCode, obstructed.gate]).toEqual([
      ['The recording is partial because the run was interrupted; missing checks are not judged.'],
      2,
      ['no bucket'],
    ]);
  });

  test('tells where a verdict is another than in the run', () => {
    const { claim, request, outcome } = draw('bytes=500-2000', second);
    const check = { kind: 'check', place: 0, id: 'a/b', behaviour: 'default', topic: 'a', title: 'b' } as const;
    const location = { spec: { file: 'a.yaml', line: 4 } };
    const changed = outcome.kind === 'answered' ? { ...outcome.answer, verdict: 'conforms' as const } : null;
    const { notices } = judged([
      { ...check, ...location, claim, request, outcome: { kind: 'answered', answer: changed! } },
    ]);
    expect(notices).toEqual(['Verdict differs from the run: a/b (default).']);
  });
});
