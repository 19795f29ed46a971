import { expect, test } from 'vitest';
import type { AspectResult } from '../../../judge/verdict.js';
import { changeLines } from './change-lines.js';
import { planUpdate, type UpdatableCheck } from './plan-update.js';
import { readDeviations } from './read-deviations.js';
import { rewriteList } from './rewrite-list.js';

const catalogue = ['a/one', 'a/two', 'b/one', 'property/law'].flatMap((id) =>
  ['default', 'standard'].map((behaviour) => ({ id, behaviour })),
);

const aspect = (actual: string, keys: Partial<AspectResult> = {}): AspectResult => ({
  aspect: 'status',
  verdict: 'violates',
  level: 'required',
  expected: '200',
  actual,
  ...keys,
});

/** `a/one default` with what was seen instead; nothing for one that conforms. */
function check(name: string, ...aspects: (string | AspectResult)[]): UpdatableCheck {
  const [id = '', behaviour = ''] = name.split(' ');
  const results = aspects.map((one) => (typeof one === 'string' ? aspect(one) : one));
  return { id, behaviour, verdict: results.length === 0 ? 'conforms' : 'violates', aspects: results };
}

const entry = (check: string, behaviour: string, symptom: string, more = ''): string =>
  `- check: ${check}\n  behaviour: ${behaviour}\n  aspect: status\n  symptom: ${symptom}\n  reason: a test\n${more}`;

function updated(text: string, report: readonly UpdatableCheck[], strict = false): { text: string; lines: string[] } {
  const deviations = text === '' ? [] : readDeviations({ file: 'known.yaml', text });
  const update = planUpdate(deviations, report, catalogue, strict);
  return { text: rewriteList(text, update, 'a test'), lines: changeLines('known.yaml', update) };
}

const one206 = entry('a/one', 'default', '"206"');

test.each<[string, string, UpdatableCheck[], string]>([
  ['what occurs stays', one206, [check('a/one default', '206')], one206],
  ['what no longer occurs goes', one206, [check('a/one default')], '[]\n'],
  ['what the report does not tell of stays', one206, [check('b/one default')], one206],
  ['what could not be judged stays', one206, [{ ...check('a/one default'), verdict: 'inconclusive' }], one206],
  ['another symptom is taken over', one206, [check('a/one default', '204')], entry('a/one', 'default', '"204"')],
  [
    'another symptom that a second entry lists is not taken over',
    one206 + entry('a/one', 'default', '"204"'),
    [check('a/one default', '204')],
    entry('a/one', 'default', '"204"'),
  ],
  [
    'another symptom is taken over once',
    one206 + entry('a/one', 'default', '"204"'),
    [check('a/one default', '500')],
    entry('a/one', 'default', '"500"'),
  ],
  [
    'what occurs under one behaviour only is narrowed to it',
    entry('a/one', 'both', '"206"'),
    [check('a/one default', '206'), check('a/one standard')],
    one206,
  ],
  [
    'what differs under one behaviour becomes two entries',
    entry('a/one', 'both', '"206"', '  ticket: T-1\n'),
    [check('a/one default', '206'), check('a/one standard', '204')],
    entry('a/one', 'default', '"206"', '  ticket: T-1\n') + entry('a/one', 'standard', '"204"', '  ticket: T-1\n'),
  ],
  [
    'a glob that holds stays',
    entry('a/*', 'default', '"206"'),
    [check('a/one default', '206'), check('a/two default', '206')],
    entry('a/*', 'default', '"206"'),
  ],
  [
    'a glob of which a part is not in the report stays',
    entry('a/*', 'default', '"206"'),
    [check('a/one default', '206')],
    entry('a/*', 'default', '"206"'),
  ],
  [
    'a glob that holds no longer as a whole becomes one entry a check, also for those the report does not tell of',
    entry('"{a,b}/*"', 'default', '"206"', '  expires: 2026-12-31\n  broad: true\n'),
    [check('a/one default', '206'), check('a/two default')],
    entry('a/one', 'default', '"206"', '  expires: 2026-12-31\n') +
      entry('b/one', 'default', '"206"', '  expires: 2026-12-31\n'),
  ],
  [
    'what expired and still occurs is not added again',
    entry('a/one', 'default', '"206"', '  expires: 2020-01-01\n'),
    [check('a/one default', '206')],
    entry('a/one', 'default', '"206"', '  expires: 2020-01-01\n'),
  ],
  ['what is new is added', '', [check('a/one default', '206')], one206],
  [
    'what is new under both behaviours is one entry',
    '',
    [check('a/one default', '206'), check('a/one standard', '206')],
    entry('a/one', 'both', '"206"'),
  ],
  [
    'what is new is added behind what stays, in the order of the report',
    entry('b/one', 'default', '"206"'),
    [check('a/one default', '206'), check('a/two default', '206'), check('b/one default', '206')],
    entry('b/one', 'default', '"206"') + one206 + entry('a/two', 'default', '"206"'),
  ],
  [
    'what is below the gate is not added',
    '[]\n',
    [
      check(
        'a/one default',
        aspect('206', { level: 'expected' }),
        aspect('x', { aspect: 'framing', level: 'observed' }),
      ),
    ],
    '[]\n',
  ],
  [
    'what could not be judged is not added',
    '[]\n',
    [{ ...check('a/one default', '206'), verdict: 'inconclusive' }],
    '[]\n',
  ],
  [
    'an aspect of a property stays while the property violates in another one',
    entry('property/law', 'default', '"206"'),
    [check('property/law default', aspect('5 bytes', { aspect: 'body-length', level: 'observed' }))],
    entry('property/law', 'default', '"206"'),
  ],
  [
    'comments stay with their entries',
    `# Of the list.\n\n# One.\n${entry('a/one', 'default', '"206" # seen in May')}# Two.\n${entry('a/two', 'default', '"206"')}# Three.\n${entry('b/one', 'default', '"206"')}`,
    [check('a/one default', '204'), check('a/two default')],
    `# Of the list.\n\n# One.\n${entry('a/one', 'default', '"204" # seen in May')}# Three.\n${entry('b/one', 'default', '"206"')}`,
  ],
])('%s', (_, before, report, after) => {
  const { text } = updated(before, report);
  expect(text).toBe(after);
  // An update is done at once: a second one finds nothing to do.
  expect(updated(text, report).text).toBe(text);
});

test('when strict, what is only expected is added', () => {
  expect(updated('', [check('a/one default', aspect('206', { level: 'expected' }))], true).text).toBe(one206);
});

test('a long reason stays on its line', () => {
  const text = entry('a/one', 'default', '"206"', `  ticket: ${'https://example.com/a b/'.repeat(9)}\n`);
  expect(updated(text, [check('a/two default', '206')]).text.startsWith(text)).toBe(true);
});

test('each change is told in one line, and how many there were in the last one', () => {
  const before = one206 + entry('a/two', 'default', '"206"') + entry('b/one', 'both', '"206"');
  const report = [check('a/one default', '204'), check('a/two default'), check('a/two standard', '206')];
  expect(updated(before, report).lines).toEqual([
    'dropped  known.yaml:6: a/two (default) status: 206',
    'changed  known.yaml:1: a/one (default) status: 206 -> a/one (default) status: 204',
    'added    a/two (standard) status: 206',
    '3 entries in known.yaml: 1 kept, 1 changed, 1 added; 1 dropped',
  ]);
});
