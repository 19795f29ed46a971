import { describe, expect, test } from 'vitest';
import type { AspectResult } from '../judge/verdict.js';
import type { Level } from '../spec/model/vocabulary.js';
import { decides, type GateEntry, gateOf, violatedLevel } from './evaluate.js';
import type { VerdictName } from './totals.js';

const aspect = (verdict: AspectResult['verdict'], level: Level): AspectResult => ({
  aspect: 'status',
  verdict,
  level,
  expected: '200',
  actual: '206',
});

function entry(
  id: string,
  verdict: VerdictName,
  levels: readonly Level[] = [],
  cause: string | null = null,
): GateEntry {
  return { id, behaviour: 'standard', verdict, aspects: levels.map((level) => aspect('violates', level)), cause };
}

const good = entry('a/good', 'conforms');
const required = entry('a/required', 'violates', ['required']);
const expected = entry('a/expected', 'violates', ['expected']);
const observed = entry('a/observed', 'violates', ['observed']);
const unjudged = entry('a/unjudged', 'inconclusive', [], 'connection refused');
const defect: GateEntry = { ...entry('a/defect', 'inconclusive', [], 'x is not a function'), defect: true };
const known = entry('a/known', 'known', ['required']);
const lacking = entry('a/lacking', 'not-applicable');
const skipped = entry('a/skipped', 'not-run');

const ending = (planned: number, entries: readonly GateEntry[], strict = false) => {
  const { verdict, exitCode } = gateOf({ planned, entries, strict });
  return `${verdict} ${exitCode}`;
};
const lines = (planned: number, entries: readonly GateEntry[], strict = false) =>
  gateOf({ planned, entries, strict }).lines;

describe('the level of a violation', () => {
  test.each<[AspectResult[], Level | null]>([
    [[], null],
    [[aspect('conforms', 'required')], null],
    [[aspect('violates', 'observed')], 'observed'],
    [[aspect('violates', 'observed'), aspect('violates', 'expected')], 'expected'],
    [[aspect('violates', 'expected'), aspect('violates', 'required'), aspect('violates', 'observed')], 'required'],
    [[aspect('conforms', 'required'), aspect('violates', 'expected')], 'expected'],
  ])('is the hardest among the violated aspects (%#)', (aspects, level) => {
    expect(violatedLevel(aspects)).toBe(level);
  });

  test.each<[string, GateEntry, boolean, boolean]>([
    ['a required one decides', required, true, true],
    ['an expected one decides when strict', expected, false, true],
    ['an observed one never decides', observed, false, false],
    ['a required one among others decides', entry('x', 'violates', ['observed', 'expected', 'required']), true, true],
    ['one that names no violated aspect decides', entry('x', 'violates'), true, true],
    [
      'one that names only aspects that conform decides',
      { ...required, aspects: [aspect('conforms', 'observed')] },
      true,
      true,
    ],
    ['a known one does not decide', known, false, false],
    ['what conforms does not decide', { ...required, verdict: 'conforms' }, false, false],
    ['what could not be judged does not decide', { ...required, verdict: 'inconclusive' }, false, false],
  ])('%s', (_, violation, tolerant, strict) => {
    expect([decides(violation, false), decides(violation, true)]).toEqual([tolerant, strict]);
  });
});

describe('the end of a run', () => {
  test.each<[string, string, number, GateEntry[]]>([
    ['all conforms', 'conforms 0', 1, [good]],
    ['what is known beside what conforms', 'conforms 0', 2, [good, known]],
    ['only what is known', 'conforms 0', 1, [known]],
    ['what does not apply beside what conforms', 'conforms 0', 2, [good, lacking]],
    ['an expected violation', 'conforms 0', 2, [good, expected]],
    ['only expected violations', 'conforms 0', 1, [expected]],
    ['an observed violation', 'conforms 0', 2, [good, observed]],
    ['a required violation', 'violates 1', 2, [good, required]],
    ['a required violation beside what could not be judged', 'violates 1', 2, [unjudged, required]],
    ['a required violation, and most was not run', 'violates 1', 99, [required]],
    ['a required violation, and more than was planned', 'violates 1', 1, [good, required]],
    ['what could not be judged', 'inconclusive 2', 2, [good, unjudged]],
    ['what could not be judged beside an expected violation', 'inconclusive 2', 2, [expected, unjudged]],
    ['what was never reported', 'inconclusive 2', 2, [good]],
    ['what was not run', 'inconclusive 2', 2, [good, skipped]],
    ['nothing that applies', 'inconclusive 2', 1, [lacking]],
    ['nothing at all', 'inconclusive 2', 0, []],
    ['nothing of what was planned', 'inconclusive 2', 1, []],
    ['only what could not be judged', 'inconclusive 2', 1, [unjudged]],
    ['more than was planned', 'inconclusive 2', 1, [good, lacking]],
    ['a verdict that nobody knows', 'inconclusive 2', 2, [good, entry('x', 'skipped' as VerdictName)]],
    ['one check reported twice', 'inconclusive 2', 2, [good, good]],
    ['a defect of this program', 'inconclusive 4', 2, [good, defect]],
    ['a defect beside what could not be judged for another reason', 'inconclusive 4', 3, [good, unjudged, defect]],
    ['a defect, and nothing was judged', 'inconclusive 4', 1, [defect]],
    ['a defect beside a required violation', 'violates 1', 2, [defect, required]],
    ['a defect that kept nothing from being judged', 'conforms 0', 1, [{ ...good, defect: true }]],
    [
      'a defect that kept nothing from being judged, where something else was',
      'inconclusive 2',
      2,
      [{ ...good, defect: true }, unjudged],
    ],
    ['no defect, said in so many words', 'inconclusive 2', 2, [good, { ...unjudged, defect: false }]],
  ])('%s: %s', (_, end, planned, entries) => {
    expect(ending(planned, entries)).toBe(end);
  });

  test('when strict, an expected violation decides, and an observed one still does not', () => {
    expect([ending(2, [good, expected], true), ending(2, [good, observed], true)]).toEqual([
      'violates 1',
      'conforms 0',
    ]);
  });

  test('a list of known deviations that is not right violates, and says so behind the violations', () => {
    const line = 'a listed deviation expired; edit known.yaml:1';
    const ends = [[good], [good, unjudged], [good, required]].map((entries) => {
      const { verdict, exitCode, lines } = gateOf({
        planned: entries.length,
        entries,
        strict: false,
        listLines: [line],
      });
      return [verdict, exitCode, lines.indexOf(line)];
    });
    expect(ends).toEqual([
      ['violates', 1, 0],
      ['violates', 1, 0],
      ['violates', 1, 1],
    ]);
  });

  test('one check under each behaviour is not one check twice', () => {
    expect(ending(2, [good, { ...good, behaviour: 'default' }])).toBe('conforms 0');
  });

  test('carries the totals', () => {
    expect(
      gateOf({ planned: 9, entries: [good, required, expected, known, unjudged, lacking, skipped], strict: false })
        .totals,
    ).toEqual({
      planned: 9,
      conforms: 1,
      violates: 2,
      known: 1,
      inconclusive: 1,
      notApplicable: 1,
      notRun: 3,
    });
  });
});

describe('the lines of the gate', () => {
  test('of a run that conforms there is none', () => {
    expect(gateOf({ planned: 3, entries: [good, known, lacking], strict: false })).toEqual({
      verdict: 'conforms',
      exitCode: 0,
      totals: { planned: 3, conforms: 1, violates: 0, known: 1, inconclusive: 0, notApplicable: 1, notRun: 0 },
      lines: [],
    });
  });

  test('one violation is named, with the command that repeats it', () => {
    expect(lines(2, [good, required])).toEqual([
      "1 violation decides, the first is a/required (standard); repeat it: oss-range run --case 'a/required' --behaviour standard",
    ]);
  });

  test('of several violations the first is named, and they are counted', () => {
    const other = { ...required, id: 'b/other', behaviour: 'default' };
    expect(lines(3, [other, required, good])).toEqual([
      "2 violations decide, the first is b/other (default); repeat it: oss-range run --case 'b/other' --behaviour default",
    ]);
  });

  test('violations of what is only expected are a warning, which tells how to let them decide', () => {
    const other = { ...expected, id: 'b/other' };
    expect([lines(2, [good, expected]), lines(3, [expected, good, other])]).toEqual([
      [
        "1 violation of level expected, the first is a/expected (standard); to fail on them: oss-range run --case 'a/expected' --behaviour standard --strict",
      ],
      [
        "2 violations of level expected, the first is a/expected (standard); to fail on them: oss-range run --case 'a/expected' --behaviour standard --strict",
      ],
    ]);
  });

  test('when strict they are violations, and no warning', () => {
    expect(lines(2, [good, expected], true)).toEqual([
      "1 violation decides, the first is a/expected (standard); repeat it: oss-range run --case 'a/expected' --behaviour standard",
    ]);
  });

  test('a violation of what was only observed is no warning, since no option lets it decide', () => {
    expect([lines(2, [good, observed]), lines(2, [good, observed], true)]).toEqual([[], []]);
  });

  test('what could not be judged is named with its cause', () => {
    const causeless = { ...unjudged, id: 'b/causeless', cause: null };
    expect([lines(2, [good, unjudged]), lines(3, [causeless, good, unjudged])]).toEqual([
      [
        '1 check could not be judged, the first is a/unjudged (standard): connection refused; find out why: oss-range doctor',
      ],
      [
        '2 checks could not be judged, the first is b/causeless (standard): unknown cause; find out why: oss-range doctor',
      ],
    ]);
  });

  test('what is to be repeated names its target', () => {
    const command = "oss-range run --case 'a/red' --behaviour standard --endpoint http://127.0.0.1:9000";
    const [line] = lines(1, [{ ...entry('a/red', 'violates', ['required']), command }]);
    expect(line).toBe(`1 violation decides, the first is a/red (standard); repeat it: ${command}`);
  });

  test('a defect of this program is named apart from what the target kept from being judged', () => {
    const other: GateEntry = { ...defect, id: 'b/other', cause: null };
    expect([lines(3, [unjudged, defect, good]), lines(3, [other, defect, good])]).toEqual([
      [
        '1 check hit a defect of this program, the first is a/defect (standard): x is not a function; please report it: oss-range run --report json',
        '1 check could not be judged, the first is a/unjudged (standard): connection refused; find out why: oss-range doctor',
      ],
      [
        '2 checks hit a defect of this program, the first is b/other (standard): unknown cause; please report it: oss-range run --report json',
      ],
    ]);
  });

  test('what was not run is counted', () => {
    expect([lines(2, [good]), lines(4, [good, skipped])]).toEqual([
      ['1 planned but not run; run again: oss-range run'],
      ['3 planned but not run; run again: oss-range run'],
    ]);
  });

  test('where nothing was judged that is said', () => {
    expect(lines(1, [lacking])).toEqual(['nothing was judged, which never passes; find out why: oss-range doctor']);
  });

  test('an account that does not add up is shown', () => {
    expect(lines(1, [good, lacking])).toEqual([
      'the accounting does not add up: {"planned":1,"conforms":1,"violates":0,"known":0,"inconclusive":0,"notApplicable":1,"notRun":0}; please report it: oss-range run --report json',
    ]);
  });

  test('a check that was reported twice is named', () => {
    expect(lines(3, [good, lacking, good])).toEqual([
      'the accounting does not add up: a/good (standard) was reported more than once; please report it: oss-range run --report json',
    ]);
  });

  test('all that is to say is said: violations, warnings, what was not judged, what was not run, the accounting', () => {
    const words = lines(9, [required, expected, unjudged, skipped, required]).map((line) => line.slice(0, 28));
    expect(words).toEqual([
      '2 violations decide, the fir',
      '1 violation of level expecte',
      '1 check could not be judged,',
      '5 planned but not run; run a',
      'the accounting does not add ',
    ]);
  });

  test('what was not run and what could not be judged explain why nothing was judged', () => {
    expect(lines(2, [unjudged])).toEqual([
      '1 check could not be judged, the first is a/unjudged (standard): connection refused; find out why: oss-range doctor',
      '1 planned but not run; run again: oss-range run',
      'nothing was judged, which never passes; find out why: oss-range doctor',
    ]);
  });
});
