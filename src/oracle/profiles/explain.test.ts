import { describe, expect, it } from 'vitest';
import { behaviours } from '../../spec/model/vocabulary.js';
import { readTable } from '../../spec/read/read-table.js';
import { expectRange } from '../expect-range.js';
import type { ObservedAnswer } from './answer-words.js';
import { explain, explanationSentence } from './explain.js';
import { predict } from './predict.js';
import { profiles } from './profiles.js';

const { cases } = await readTable();
const rows = cases.filter(({ method, range, headers }) => method === 'GET' && range.length > 0 && headers.length === 0);

/** What an endpoint of a profile answers to the rows that the profile speaks of; OSS answers all of them. */
function answersLike(id: string): ObservedAnswer[] {
  const profile = profiles.find((candidate) => candidate.id === id);
  return behaviours.flatMap((behaviour) =>
    rows.flatMap((row) => {
      const { size } = row.object;
      const outcomes = profile ? predict(profile, size, row.range) : expectRange(size, row.range, behaviour).outcomes;
      const [outcome] = outcomes ?? [];
      if (!outcome) return [];
      const { status, body } = outcome;
      const words = body.kind === 'slice' ? `${body.first}-${body.last}` : body.kind;
      return [{ id: row.id, behaviour, size, range: row.range, status, body: words }];
    }),
  );
}

describe('an endpoint that answers like somebody else is told so', () => {
  it.each(profiles.map(({ id }) => id))('%s', (id) => {
    const found = explain(answersLike(id));
    expect(found.length).toBeGreaterThan(0);
    for (const { profile, explained, deciding, asRequired } of found) {
      expect([profile, explained <= deciding, asRequired < explained]).toEqual([id, true, true]);
    }
  });

  it('the numbers, what was seen and the number of rows left over stand in one sentence', () => {
    const answers = answersLike('amazon-s3').filter(({ behaviour }) => behaviour === 'default');
    const odd = answers.findIndex(({ id }) => id === 'end-past-eof/from-the-middle');
    answers[odd] = { ...answers[odd]!, status: 206, body: '501-1000' };
    const [found] = explain(answers);
    expect(found?.profile).toBe('amazon-s3');
    expect(explanationSentence(found!)).toMatch(
      /^under default this endpoint answers \d+ of \d+ deciding rows like Amazon S3: it clamps an end past the object \(\d+ of \d+ rows\) and .*; 1 row is not explained$/,
    );
    expect(found!.unexplained).toContain('end-past-eof/from-the-middle');
  });

  it.each(['empty', 'whole', 'unknown', 'error'])('whatever stands in its refusals: %s', (body) => {
    const refusing = answersLike('rfc-9110').map((answer) => (answer.status === 416 ? { ...answer, body } : answer));
    expect(explain(refusing)).toEqual(explain(answersLike('rfc-9110')));
  });

  it('an emulator that ignores the mode header is told so under standard only', () => {
    const answers = behaviours.flatMap((behaviour) =>
      answersLike('none')
        .filter((answer) => answer.behaviour === 'default')
        .map((answer) => ({ ...answer, behaviour })),
    );
    expect(explain(answers).map(({ behaviour, profile }) => [behaviour, profile])).toEqual([
      ['standard', 'oss-default'],
    ]);
  });
});

describe('an endpoint that answers as required needs no other explanation', () => {
  it('OSS', () => expect(explain(answersLike('none'))).toEqual([]));
  it('nothing answered', () => expect(explain([])).toEqual([]));
});
