import type { Outcome } from '../../spec/outcome.js';
import { type Behaviour, behaviours } from '../../spec/vocabulary.js';
import { expectRange } from '../expect-range.js';
import { predict } from './predict.js';
import { profiles } from './profiles.js';

/** What an endpoint answered to one GET with a Range, in the words of a report. */
export interface ObservedAnswer {
  readonly id: string;
  readonly behaviour: Behaviour;
  /** Complete length of the object, in bytes. */
  readonly size: number;
  readonly range: readonly string[];
  readonly status: number;
  /** `whole`, `a-b`, `empty`, `error`, or whatever else came. */
  readonly body: string;
}

/** Which documented way of answering explains an endpoint best, under one behaviour. */
export interface Explanation {
  readonly behaviour: Behaviour;
  readonly profile: string;
  readonly name: string;
  readonly habit: string;
  /** Answers that the profile predicts, among the deciding ones. */
  readonly explained: number;
  /** Rows on which the known ways of answering differ. */
  readonly deciding: number;
  /** Answers that what is required here predicts, among the deciding ones. */
  readonly asRequired: number;
  /** Ids of deciding rows that the profile does not explain. */
  readonly unexplained: readonly string[];
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly habit: string;
  readonly predict: (answer: ObservedAnswer) => readonly Outcome[] | null;
}

/** OSS as its sources know it: silent where they are. */
const oss = (behaviour: Behaviour, habit: string): Candidate => ({
  id: `oss-${behaviour}`,
  name: `OSS under its ${behaviour} behaviour`,
  habit,
  predict: ({ size, range }) => {
    const { level, outcomes } = expectRange(size, range, behaviour);
    return level === 'observed' ? null : outcomes;
  },
});

const candidates: readonly Candidate[] = [
  oss('default', 'it ignores the mode header'),
  oss('standard', 'it answers as if the mode header were always there'),
  ...profiles.map((profile) => ({
    ...profile,
    predict: (answer: ObservedAnswer) => predict(profile, answer.size, answer.range),
  })),
];

/** With fewer deciding rows than this several profiles explain everything, and naming one would be a guess. */
const fewest = 10;

/**
 * Tells for each behaviour under which of the known ways of answering most of the deciding answers fall. Silent for a
 * behaviour whose every answer is as required, where nothing explains more answers than that, or not half of them.
 */
export function explain(answers: readonly ObservedAnswer[]): Explanation[] {
  return behaviours.flatMap((behaviour) => {
    const deciding = answers.filter((answer) => answer.behaviour === behaviour && isDeciding(answer));
    const scores = candidates.map((candidate) => score(candidate, deciding));
    const required = scores.find(({ candidate }) => candidate.id === `oss-${behaviour}`)!;
    const best = scores.sort((a, b) => b.balance - a.balance || b.precision - a.precision)[0]!;
    if (deciding.length < fewest) return [];
    if (required.contradicted === 0 || best.balance <= required.balance) return [];
    // A way of answering that the endpoint mostly does not follow explains nothing, though another explains even less.
    if (best.explained * 2 <= deciding.length) return [];
    const { id, name, habit } = best.candidate;
    const { explained, unexplained } = best;
    const asRequired = required.explained;
    return [{ behaviour, profile: id, name, habit, explained, deciding: deciding.length, asRequired, unexplained }];
  });
}

interface Score {
  readonly candidate: Candidate;
  readonly explained: number;
  /** Answers that are none of those the candidate predicts. */
  readonly contradicted: number;
  /** Explained less contradicted: silence costs nothing, so a short description can win over a long one that is wrong. */
  readonly balance: number;
  /** Of two that explain as much, the one that leaves less room says more. */
  readonly precision: number;
  readonly unexplained: readonly string[];
}

function score(candidate: Candidate, answers: readonly ObservedAnswer[]): Score {
  const judged = answers.map((answer) => ({ answer, predicted: wordsOf(candidate, answer) }));
  const explained = judged.filter(({ answer, predicted }) => predicted.has(observed(answer)));
  const missed = judged.filter(({ answer, predicted }) => !predicted.has(observed(answer)));
  const contradicted = missed.filter(({ predicted }) => predicted.size > 0).length;
  return {
    candidate,
    explained: explained.length,
    contradicted,
    balance: explained.length - contradicted,
    precision: explained.reduce((sum, { predicted }) => sum + 1 / predicted.size, 0),
    unexplained: missed.map(({ answer }) => answer.id),
  };
}

/** `under default this endpoint answers 41 of 43 deciding rows like Amazon S3: it clamps the end, …` */
export function explanationSentence({ behaviour, name, habit, explained, deciding, unexplained }: Explanation): string {
  const rest = unexplained.length === 0 ? '' : `; not explained: ${unexplained.join(', ')}`;
  return `under ${behaviour} this endpoint answers ${explained} of ${deciding} deciding rows like ${name}: ${habit}${rest}`;
}

/** What a candidate predicts, in words; empty where it is silent. */
function wordsOf(candidate: Candidate, answer: ObservedAnswer): ReadonlySet<string> {
  return new Set(candidate.predict(answer)?.map((outcome) => inWords(outcome, answer.size)));
}

/** A row decides where two ways of answering have no answer in common. */
function isDeciding(answer: ObservedAnswer): boolean {
  const predicted = candidates.map((candidate) => wordsOf(candidate, answer)).filter(({ size }) => size > 0);
  return predicted.some((one) => predicted.some((other) => [...one].every((words) => !other.has(words))));
}

/** No profile says what stands in a refusal: servers send a page, the file, or nothing. */
function observed({ status, body, size }: ObservedAnswer): string {
  if (status === 416) return '416 error';
  return `${status} ${body === `0-${size - 1}` ? 'whole' : body}`;
}

function inWords({ status, body }: Outcome, size: number): string {
  if (body.kind !== 'slice') return `${status} ${body.kind}`;
  return `${status} ${body.first === 0 && body.last === size - 1 ? 'whole' : `${body.first}-${body.last}`}`;
}
