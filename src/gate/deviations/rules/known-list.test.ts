import { describe, expect, test } from 'vitest';
import type { AspectResult } from '../../../judge/verdict.js';
import type { GateEntry } from '../../evaluate.js';
import type { Checkable, LocatedDeviation } from './deviation.js';
import { knownList } from './known-list.js';

const catalogue: Checkable[] = [
  ...['a/one', 'a/two', 'property/law'].flatMap((id) =>
    ['default', 'standard'].map((behaviour) => ({ id, behaviour })),
  ),
  ...Array.from({ length: 21 }, (_, index) => ({ id: `many/${index}`, behaviour: 'default' })),
];

const listed = (keys: Partial<LocatedDeviation> = {}): LocatedDeviation => ({
  check: 'a/one',
  behaviour: 'default',
  aspect: 'status',
  symptom: '206',
  reason: 'a test',
  file: 'known.yaml',
  line: 1,
  ...keys,
});

const aspect = (keys: Partial<AspectResult> = {}): AspectResult => ({
  aspect: 'status',
  verdict: 'violates',
  level: 'required',
  expected: '200',
  actual: '206',
  ...keys,
});

const check = (keys: Partial<GateEntry> = {}): GateEntry => ({
  id: 'a/one',
  behaviour: 'default',
  verdict: 'violates',
  aspects: [aspect()],
  cause: null,
  ...keys,
});

const length = aspect({ aspect: 'body-length', expected: '10 bytes', actual: '5 bytes' });
const right = check({ verdict: 'conforms', aspects: [aspect({ verdict: 'conforms', actual: '200' })] });

/** Whether the check is known, and what the entries that name it have come to. */
function outcome(deviations: readonly LocatedDeviation[], entry: GateEntry, strict = false): [boolean, ...string[]] {
  const { known, stale } = knownList(deviations, catalogue, '2026-06-01').hold(entry, strict);
  return [known, ...stale.map(({ now }) => (now.kind === 'differs' ? `differs: ${now.actual}` : now.kind))];
}

describe('a check is held against the list', () => {
  test.each<[string, LocatedDeviation[], GateEntry, [boolean, ...string[]]]>([
    ['violates as listed', [listed()], check(), [true]],
    ['violates, and nothing is listed', [], check(), [false]],
    ['violates, and another check is listed', [listed({ check: 'a/two' })], check(), [false]],
    ['violates, and the other behaviour is listed', [listed({ behaviour: 'standard' })], check(), [false]],
    ['violates as listed for both behaviours', [listed({ behaviour: 'both' })], check(), [true]],
    ['violates in another aspect', [listed()], check({ aspects: [length] }), [false, 'gone']],
    [
      'violates, and another aspect is listed with what was seen',
      [listed({ aspect: 'body-length' })],
      check(),
      [false, 'gone'],
    ],
    ['violates in one aspect more', [listed()], check({ aspects: [aspect(), length] }), [false]],
    [
      'violates in two aspects that are both listed',
      [listed(), listed({ aspect: 'body-length', symptom: '5 bytes' })],
      check({ aspects: [aspect(), length] }),
      [true],
    ],
    ['violates with another symptom', [listed({ symptom: '204' })], check(), [false, 'differs: 206']],
    ['violates with a symptom that begins as listed', [listed({ symptom: '20' })], check(), [false, 'differs: 206']],
    ['violates as a pattern says', [listed({ symptom: { matches: '20[46]' } })], check(), [true]],
    ['violates as a pattern says in part', [listed({ symptom: { matches: '0' } })], check(), [false, 'differs: 206']],
    [
      'violates as one entry says and not as another',
      [listed(), listed({ symptom: '204' })],
      check(),
      [true, 'differs: 206'],
    ],
    ['violates without naming an aspect', [listed()], check({ aspects: [] }), [false, 'gone']],
    ['conforms', [listed()], right, [false, 'gone']],
    ['conforms, and nothing is listed', [], right, [false]],
    ['could not be judged', [listed()], check({ verdict: 'inconclusive', cause: 'reset' }), [false]],
    ['does not apply', [listed()], check({ verdict: 'not-applicable', aspects: [] }), [false]],
    ['was not run', [listed()], check({ verdict: 'not-run', aspects: [] }), [false]],
    ['is known already', [listed()], check({ verdict: 'known' }), [true]],
    ['violates as a glob says', [listed({ check: 'a/*' })], check(), [true]],
    ['conforms, and a glob names it', [listed({ check: 'a/*' })], right, [false, 'gone']],
    ['violates below the gate as listed', [listed()], check({ aspects: [aspect({ level: 'expected' })] }), [true]],
    [
      'violates below the gate in one aspect more',
      [listed()],
      check({ aspects: [aspect({ level: 'expected' }), { ...length, level: 'observed' }] }),
      [false],
    ],
    [
      'violates as listed, and below the gate in one aspect more',
      [listed()],
      check({ aspects: [aspect(), { ...length, level: 'expected' }] }),
      [true],
    ],
    ['violates as an entry says that expired', [listed({ expires: '2026-05-31' })], check(), [false]],
    ['violates as an entry says on its last day', [listed({ expires: '2026-06-01' })], check(), [true]],
    ['conforms, and its entry expired', [listed({ expires: '2026-05-31' })], right, [false]],
    ['violates as an entry says that is too broad', [listed({ check: '**' })], check(), [false]],
    ['violates as a broad entry says', [listed({ check: '**', broad: true })], check(), [true]],
  ])('%s', (_, deviations, entry, expected) => {
    expect(outcome(deviations, entry)).toEqual(expected);
  });

  test('when strict, what is only expected has to be listed, too', () => {
    const entry = check({ aspects: [aspect(), { ...length, level: 'expected' }] });
    expect([outcome([listed()], entry, false), outcome([listed()], entry, true)]).toEqual([[true], [false]]);
  });

  test('of a property, only conforming makes an aspect gone: another draw may violate it', () => {
    const law = { id: 'property/law', aspects: [length] };
    const deviations = [listed({ check: 'property/law' })];
    expect([
      outcome(deviations, check(law)),
      outcome(deviations, check({ ...law, verdict: 'conforms', aspects: [] })),
      outcome(deviations, check({ ...law, aspects: [aspect({ actual: '204' })] })),
    ]).toEqual([[false], [false, 'gone'], [false, 'differs: 204']]);
  });

  test('tells which entries list its violations', () => {
    const [first, second] = [listed(), listed({ check: 'a/*', line: 7 })];
    expect(knownList([first, second], catalogue, '2026-06-01').hold(check(), false).listed).toEqual([first, second]);
  });
});

describe('an entry that is wrong in itself is a fault', () => {
  test.each<[string, Partial<LocatedDeviation>, unknown[]]>([
    ['names a check', {}, []],
    ['names no check', { check: 'a/tow' }, [{ kind: 'names-nothing', named: '"a/tow" (did you mean "a/two"?)' }]],
    ['names a topic', { check: 'many' }, [{ kind: 'names-nothing', named: '"many" (did you mean "many/*"?)' }]],
    ['names none by a glob', { check: 'b/*' }, [{ kind: 'names-nothing', named: '"b/*"' }]],
    [
      'names a check that is silent under the behaviour',
      { check: 'many/1', behaviour: 'standard' },
      [{ kind: 'names-nothing', named: 'many/1 under the standard behaviour' }],
    ],
    ['names twenty checks', { check: 'many/{?,1?}' }, []],
    ['names twenty-one checks', { check: 'many/*' }, [{ kind: 'too-broad', checks: 21 }]],
    ['names twenty-one checks and says so', { check: 'many/*', broad: true }, []],
    ['ends today', { expires: '2026-06-01' }, []],
    ['ended yesterday', { expires: '2026-05-31' }, [{ kind: 'expired', on: '2026-05-31' }]],
  ])('%s', (_, keys, faults) => {
    const deviation = listed(keys);
    expect(knownList([deviation], catalogue, '2026-06-01').faults).toEqual(
      faults.map((fault) => ({ ...(fault as object), deviation })),
    );
  });
});
