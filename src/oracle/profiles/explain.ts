import type { Outcome } from '../../spec/model/outcome.js';
import { type Behaviour, behaviours } from '../../spec/model/vocabulary.js';
import { expectRange } from '../expect-range.js';
import { type ObservedAnswer, observedAnswer, outcomeInWords } from './answer-words.js';
import { habitsOf } from './habits.js';
import { predict } from './predict.js';
import { profiles } from './profiles.js';

/** What explains the answers of an endpoint under one behaviour: a documented way of answering, or what it was seen to do. */
export interface Explanation {
  readonly behaviour: Behaviour;
  /** Empty where no documented way of answering fits. */
  readonly profile: string;
  readonly name: string;
  /** What was seen, each with the number of rows that show it. */
  readonly habits: readonly string[];
  /** Deciding rows that the profile predicts; without one, those that a habit covers. */
  readonly explained: number;
  /** Rows on which the known ways of answering differ. */
  readonly deciding: number;
  /** Answers that what is required here predicts, among the deciding ones. */
  readonly asRequired: number;
  /** Ids of deciding rows that the profile does not predict; without one, of those that are not as required and that no habit covers. */
  readonly unexplained: readonly string[];
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly predict: (answer: ObservedAnswer) => readonly Outcome[] | null;
}

/** OSS as its sources know it: silent where they are. */
const oss = (behaviour: Behaviour): Candidate => ({
  id: `oss-${behaviour}`,
  name: `OSS under its ${behaviour} behaviour`,
  predict: ({ size, range }) => {
    const { level, outcomes } = expectRange(size, range, behaviour);
    return level === 'observed' ? null : outcomes;
  },
});

const candidates: readonly Candidate[] = [
  oss('default'),
  oss('standard'),
  ...profiles.map((profile) => ({
    ...profile,
    predict: (answer: ObservedAnswer) => predict(profile, answer.size, answer.range),
  })),
];

/** With fewer deciding rows than this several profiles explain everything, and naming one would be a guess. */
const fewest = 10;

/** A way of answering that more rows than this contradict is another one. */
const mostContradictions = 3;

/**
 * Tells for each behaviour under which of the known ways of answering the deciding answers fall, and what the endpoint was
 * seen to do in another way than is required. Silent for a behaviour whose every answer is as required, and where neither a
 * known way fits nor a habit shows.
 */
export function explain(answers: readonly ObservedAnswer[]): Explanation[] {
  return behaviours.flatMap((behaviour) => {
    const deciding = answers.filter((answer) => answer.behaviour === behaviour && isDeciding(answer));
    const scores = candidates.map((candidate) => score(candidate, deciding));
    const required = scores.find(({ candidate }) => candidate.id === `oss-${behaviour}`)!;
    if (deciding.length < fewest || required.contradicted.length === 0) return [];
    const habits = habitsOf(answers, behaviour);
    const common = {
      behaviour,
      habits: habits.map(({ text }) => text),
      deciding: deciding.length,
      asRequired: required.explained,
    };
    const best = scores.sort((a, b) => b.balance - a.balance || b.precision - a.precision)[0]!;
    if (fits(best, required, deciding.length)) {
      const { candidate, explained, unexplained } = best;
      return [{ ...common, profile: candidate.id, name: candidate.name, explained, unexplained }];
    }
    const covered = new Set(habits.flatMap(({ rows }) => rows));
    const explained = deciding.filter(({ id }) => covered.has(id)).length;
    if (explained === 0) return [];
    const unexplained = required.contradicted.filter((id) => !covered.has(id));
    return [{ ...common, profile: '', name: '', explained, unexplained }];
  });
}

/** A way of answering that the endpoint mostly does not follow explains nothing, though another explains even less. */
const fits = ({ balance, explained, contradicted }: Score, required: Score, deciding: number): boolean =>
  balance > required.balance && explained * 2 > deciding && contradicted.length <= mostContradictions;

interface Score {
  readonly candidate: Candidate;
  readonly explained: number;
  /** Ids of answers that are none of those the candidate predicts. */
  readonly contradicted: readonly string[];
  /** Explained less contradicted: silence costs nothing, so a short description can win over a long one that is wrong. */
  readonly balance: number;
  /** Of two that explain as much, the one that leaves less room says more. */
  readonly precision: number;
  readonly unexplained: readonly string[];
}

function score(candidate: Candidate, answers: readonly ObservedAnswer[]): Score {
  const judged = answers.map((answer) => ({ answer, predicted: wordsOf(candidate, answer) }));
  const explained = judged.filter(({ answer, predicted }) => predicted.has(observedAnswer(answer)));
  const missed = judged.filter(({ answer, predicted }) => !predicted.has(observedAnswer(answer)));
  const contradicted = missed.filter(({ predicted }) => predicted.size > 0).map(({ answer }) => answer.id);
  return {
    candidate,
    explained: explained.length,
    contradicted,
    balance: explained.length - contradicted.length,
    precision: explained.reduce((sum, { predicted }) => sum + 1 / predicted.size, 0),
    unexplained: missed.map(({ answer }) => answer.id),
  };
}

/** `under default this endpoint answers 41 of 43 deciding rows like Amazon S3: it clamps …; 2 rows are not explained` */
export function explanationSentence(explanation: Explanation): string {
  const { behaviour, profile, name, habits, explained, deciding, unexplained } = explanation;
  const seen = habits.join('; ');
  const left = unexplained.length;
  const rest = left === 0 ? '' : `; ${left} ${left === 1 ? 'row is' : 'rows are'} not explained`;
  const start = `under ${behaviour} this endpoint`;
  if (profile === '') return `${start} ${seen}${rest}`;
  const habit = seen === '' ? '' : `: it ${seen}`;
  return `${start} answers ${explained} of ${deciding} deciding rows like ${name}${habit}${rest}`;
}

/** What a candidate predicts, in words; empty where it is silent. */
function wordsOf(candidate: Candidate, answer: ObservedAnswer): ReadonlySet<string> {
  return new Set(candidate.predict(answer)?.map((outcome) => outcomeInWords(outcome, answer.size)));
}

/** A row decides where two ways of answering have no answer in common. */
function isDeciding(answer: ObservedAnswer): boolean {
  const predicted = candidates.map((candidate) => wordsOf(candidate, answer)).filter(({ size }) => size > 0);
  return predicted.some((one) => predicted.some((other) => [...one].every((words) => !other.has(words))));
}
