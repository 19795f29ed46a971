import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../spec/model/outcome.js';
import { type Behaviour, behaviours } from '../../spec/model/vocabulary.js';
import { readTable } from '../../spec/read/read-table.js';
import type { Situation } from '../decision-table.js';
import { expectRange } from '../expect-range.js';
import { readRange } from '../range-grammar.js';
import { situationOf } from '../situation-of.js';
import type { ObservedAnswer } from './answer-words.js';
import { explain, explanationSentence } from './explain.js';
import { habitsOf } from './habits.js';

const { cases } = await readTable();
const rows = cases.filter(({ method, range, headers }) => method === 'GET' && range.length > 0 && headers.length === 0);

type Answering = (usual: Answer, asked: { situation: Situation; behaviour: Behaviour; size: number }) => Answer;
type Answer = Pick<ObservedAnswer, 'status' | 'body'>;

const inWords = ({ status, body }: Outcome): Answer => ({
  status,
  body: body.kind === 'slice' ? `${body.first}-${body.last}` : body.kind,
});

/** The answers of an endpoint that is OSS but for one thing. */
const answersOf = (answering: Answering): ObservedAnswer[] =>
  behaviours.flatMap((behaviour) =>
    rows.map(({ id, object: { size }, range }): ObservedAnswer => {
      const [right] = expectRange(size, range, behaviour).outcomes;
      const situation = situationOf(size, readRange(range));
      return { id, behaviour, size, range, ...answering(inWords(right!), { situation, behaviour, size }) };
    }),
  );

const under = (behaviour: Behaviour, size: number, range: readonly string[]): Answer =>
  inWords(expectRange(size, range, behaviour).outcomes[0]!);

const sentencesOf = (answers: readonly ObservedAnswer[]): string[] =>
  explain(answers).map((explanation) => explanationSentence(explanation).replace(/\d+(?= (?:of|rows|deciding))/g, 'N'));

describe('an endpoint is told what it was seen to do, and nothing else', () => {
  it('only clamps the end', () => {
    const answers = answersOf((usual) => usual).map((answer) =>
      situationOf(answer.size, readRange(answer.range)) === 'end-past-eof'
        ? { ...answer, ...under('standard', answer.size, answer.range) }
        : answer,
    );
    expect(sentencesOf(answers)).toEqual(['under default this endpoint clamps an end past the object (N rows)']);
  });

  it('only refuses a start past the end', () => {
    const answers = answersOf((usual, { situation }) =>
      situation === 'start-past-eof' ? { status: 416, body: 'error' } : usual,
    );
    expect(sentencesOf(answers)).toEqual(['under default this endpoint answers 416 to a start past the end (N rows)']);
  });

  it('ignores the mode header', () => {
    const answers = answersOf((usual) => usual).map((answer) => ({
      ...answer,
      ...under('default', answer.size, answer.range),
    }));
    expect(explain(answers).map(({ behaviour }) => behaviour)).toEqual(['standard']);
    expect(sentencesOf(answers)[0]).toMatch(/; ignores the mode header \(N rows\)(?:;|$)/);
  });

  it('does not ignore the mode header if a single row shows that it knows it', () => {
    const answers = answersOf((usual) => usual).map((answer) =>
      answer.id === 'end-past-eof/from-the-middle'
        ? answer
        : { ...answer, ...under('default', answer.size, answer.range) },
    );
    expect(sentencesOf(answers).join()).not.toContain('mode header');
  });

  it('ignores every Range', () => {
    const answers = answersOf((_, { size }) => ({ status: 200, body: size === 0 ? 'empty' : 'whole' }));
    expect(sentencesOf(answers)).toEqual(
      behaviours.map(
        (behaviour) =>
          `under ${behaviour} this endpoint answers N of N deciding rows like a server that ignores ranges: it answers every Range with 200 and the whole object (N rows)`,
      ),
    );
  });

  it('is right but for one kind of range', () => {
    const answers = answersOf((usual, { situation }) =>
      situation === 'inverted' ? { status: 400, body: 'error' } : usual,
    );
    expect(sentencesOf(answers)).toEqual(['under default this endpoint answers 400 to an inverted range (N rows)']);
  });

  it('is right but for one row: no habit', () => {
    const answers = answersOf((usual) => usual).map((answer) =>
      answer.id === 'inverted/small' ? { ...answer, status: 400, body: 'error' } : answer,
    );
    expect(sentencesOf(answers)).toEqual([]);
  });

  it('answers at random: nothing explains it', () => {
    // Another status from row to row, so that no kind of range has one answer.
    const answers = answersOf((usual) => usual).map((answer, index) => ({
      ...answer,
      status: 400 + (index % 7),
      body: 'x',
    }));
    expect(sentencesOf(answers)).toEqual([]);
  });
});

describe('a habit', () => {
  const said = (range: string, status: number, body: string): ObservedAnswer => ({
    id: range,
    behaviour: 'default',
    size: 10,
    range: [range],
    status,
    body,
  });
  const texts = (answers: readonly ObservedAnswer[]) => habitsOf(answers, 'default').map(({ text }) => text);
  const clamped = ['bytes=5-12', 'bytes=6-12', 'bytes=7-12', 'bytes=8-12'].map((range) =>
    said(range, 206, `${range[6]}-9`),
  );

  it('takes two rows', () => {
    expect([texts(clamped.slice(0, 1)), texts(clamped.slice(0, 2))]).toEqual([
      [],
      ['clamps an end past the object (2 rows)'],
    ]);
  });

  it('takes four in five of its rows, and tells of how many', () => {
    const right = said('bytes=9-12', 200, 'whole');
    expect([texts([...clamped, right]), texts([...clamped.slice(1), right])]).toEqual([
      ['clamps an end past the object (4 of 5 rows)'],
      [],
    ]);
  });

  it('is none where the rows are right and one of them is not', () => {
    const rights = ['bytes=5-12', 'bytes=6-12', 'bytes=7-12', 'bytes=8-12'].map((range) => said(range, 200, 'whole'));
    expect(texts([said('bytes=1-1', 206, '1-1'), ...rights, said('bytes=9-12', 416, 'error')])).toEqual([]);
  });

  it('names the rows that show it', () => {
    expect(habitsOf(clamped, 'default')).toEqual([
      { text: 'clamps an end past the object (4 rows)', rows: clamped.map(({ id }) => id) },
    ]);
  });

  it('that two kinds of ranges share is told once', () => {
    expect(
      texts([
        said('bytes=10-', 416, 'error'),
        said('bytes=11-', 416, ''),
        said('bytes=5-2', 416, 'error'),
        said('bytes=6-2', 416, 'error'),
      ]),
    ).toEqual(['answers 416 to a start past the end (2 rows) and an inverted range (2 rows)']);
  });
});
