import { describe, expect, it } from 'vitest';
import { strongKinds } from '../spec/model/table.js';
import { type Behaviour, behaviours, type Level } from '../spec/model/vocabulary.js';
import { readTable } from '../spec/read/read-table.js';
import { decisionTable, type RangeDecision, type Situation, situations } from './decision-table.js';

const marks: Record<Level, string> = { required: '!', expected: '?', observed: '' };
const inWords = ({ level, answers }: RangeDecision): string => marks[level] + answers.join('|');

/** The table of the sources, said a second time. `!` marks required, `?` expected, nothing observed. */
const said: Record<Situation, [byDefault: string, standard: string]> = {
  'no-range': ['!whole', '!whole'],
  satisfiable: ['!slice', '!slice'],
  'end-past-eof': ['!whole', '!slice'],
  'start-past-eof': ['!whole', '!refused'],
  'suffix-longer': ['!whole', '!slice'],
  'suffix-zero': ['!refused', '?refused'],
  inverted: ['!whole', 'whole|refused'],
  negative: ['!whole', 'whole|refused'],
  malformed: ['!whole', 'whole|refused'],
  garbled: ['?whole', 'whole|refused'],
  respelled: ['slice|whole', 'slice|whole|refused'],
  oversize: ['whole|slice|refused', 'slice|refused|whole'],
  'list-satisfiable': ['!slice', 'slice|parts|whole|refused'],
  'list-malformed': ['!whole', 'whole|refused|parts'],
  'list-other': ['?whole', 'slice|parts|whole|refused'],
  'list-unsettled': ['slice|whole|refused', 'slice|parts|whole|refused'],
  'repeated-lines': ['slice|whole|refused', 'slice|whole|refused'],
  'empty-any': ['?whole', '?refused'],
  'empty-suffix': ['?whole', 'refused|whole'],
  'empty-suffix-zero': ['refused|whole', '?refused'],
};

const cells = situations.flatMap((situation) =>
  behaviours.map((behaviour): [Situation, Behaviour, RangeDecision] => [
    situation,
    behaviour,
    decisionTable[situation][behaviour],
  ]),
);

it.each(situations)('the answers to %s are those of the sources', (situation) => {
  const { default: byDefault, standard } = decisionTable[situation];
  expect([inWords(byDefault), inWords(standard)]).toEqual(said[situation]);
});

it('there is a decision for each situation, and for no other', () => {
  expect([...situations].sort()).toEqual(Object.keys(said).sort());
  expect(Object.keys(decisionTable).sort()).toEqual(Object.keys(said).sort());
});

describe('who says so', async () => {
  const { evidence } = await readTable();
  it.each(cells)('%s under %s: each source exists, and what is required has a strong one', (_, __, decision) => {
    const kinds = decision.evidence.map((id) => evidence.sources.get(id)?.kind);
    expect(kinds).not.toContain(undefined);
    expect(kinds.length).toBeGreaterThan(0);
    const isStrong = kinds.some((kind) => kind !== undefined && strongKinds.has(kind));
    expect(isStrong || decision.level !== 'required').toBe(true);
  });

  it.each(cells)('%s under %s: the reason is a sentence', (_, __, { why }) => {
    expect(why).toMatch(/^[A-Z][^\n]{20,160}\.$/);
  });
});
