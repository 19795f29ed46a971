import type { Exchange } from '../exchange/exchange.js';
import type { ReadResponse } from '../judge/answer.js';
import type { AspectResult, Verdict } from '../judge/verdict.js';
import type { Behaviour } from '../spec/model/vocabulary.js';
import { type Law, type LawAnswer, type LawClaim, type LawPlan, type LawStep, planKey, type Round } from './law.js';
import { type DrawSettings, type DrawsRun, type JudgedDraw, runDraws } from './run-draws.js';

/** What came back to one request of a plan, judged alone. */
export interface JudgedStep<Detail> {
  readonly verdict: Verdict;
  /** Null where nothing that can be compared came; the verdict says why. */
  readonly answered: { readonly answer: ReadResponse; readonly exchange: Exchange } | null;
  readonly detail: Detail;
}

/**
 * Asks one request about the object of `size` bytes.
 *
 * @param oneConnection whether it must go where every other such request went
 */
export type SendStep<Detail> = (size: number, step: LawStep, oneConnection: boolean) => Promise<JudgedStep<Detail>>;

/** Every request of a plan that was asked, in order. */
export type SentPlan<Detail> = readonly Detail[];

export interface LawOptions<Detail> extends DrawSettings {
  /** Complete lengths of the objects at hand, in bytes, smallest first. */
  readonly sizes: readonly number[];
  readonly sendStep: SendStep<Detail>;
  /** Is told what is worth a word and cannot fail. */
  readonly note?: (text: string) => void;
}

/**
 * Draws plans of a law until `runs` are judged or one breaks it, and then shrinks that one.
 *
 * @throws whatever `ask` throws, once; RangeError where the law says nothing under this behaviour
 */
export function runLaw<Detail>(
  law: Law,
  behaviour: Behaviour,
  options: LawOptions<Detail>,
): Promise<DrawsRun<LawPlan, SentPlan<Detail>>> {
  const claim = law.claims[behaviour];
  if (!claim) throw new RangeError(`${law.name} says nothing under ${behaviour}`);
  const { arbitrary, examples, toPlan } = law.source(options.sizes, behaviour);
  const sendStep = law.asksAgain ? options.sendStep : askedOnce(options.sendStep);
  const judge = (plan: LawPlan): Promise<JudgedDraw<SentPlan<Detail>>> =>
    judgePlan(law, claim, plan, sendStep).then(noted);
  const noted = (judged: JudgedDraw<SentPlan<Detail>>): JudgedDraw<SentPlan<Detail>> => {
    if ('notes' in judged.verdict) for (const note of judged.verdict.notes) options.note?.(note);
    return judged;
  };
  const name = `${law.name}/${behaviour}`;
  return runDraws({ name, arbitrary, examples, toDraw: toPlan, keyOf: planKey, judge }, options);
}

/**
 * Asks the requests of one plan of a law, as they were asked when it was drawn.
 *
 * @throws whatever `ask` throws; RangeError where the law says nothing under this behaviour
 */
export function repeatPlan<Detail>(
  law: Law,
  behaviour: Behaviour,
  plan: LawPlan,
  sendStep: SendStep<Detail>,
): Promise<JudgedDraw<SentPlan<Detail>>> {
  const claim = law.claims[behaviour];
  if (!claim) throw new RangeError(`${law.name} says nothing under ${behaviour}`);
  return judgePlan(law, claim, plan, law.asksAgain ? sendStep : askedOnce(sendStep));
}

/** Plans of one law share requests: the pieces of one cutting are pieces of others. */
function askedOnce<Detail>(sendStep: SendStep<Detail>): SendStep<Detail> {
  const sent = new Map<string, Promise<JudgedStep<Detail>>>();
  return (size, step, oneConnection) => {
    const key = JSON.stringify([size, step]);
    const sending = sent.get(key) ?? sendStep(size, step, oneConnection);
    sent.set(key, sending);
    return sending;
  };
}

/** Asks all requests of a plan and has the answers compared. */
async function judgePlan<Detail>(
  law: Law,
  claim: LawClaim,
  plan: LawPlan,
  sendStep: SendStep<Detail>,
): Promise<JudgedDraw<SentPlan<Detail>>> {
  const sentSteps: { step: LawStep; judged: JudgedStep<Detail> }[] = [];
  for (const round of plan.rounds) sentSteps.push(...(await askRound(plan.size, round, sendStep)));
  const minimal = tellingSteps(law, plan, sentSteps);
  const told = minimal ?? sentSteps;
  return { verdict: verdictOf(law, claim, plan, told), detail: told.map(({ judged }) => judged.detail) };
}

/** The requests that show a violation, where a law knows them from the rest; null where all of them do. */
function tellingSteps<Detail>(
  law: Law,
  plan: LawPlan,
  sentSteps: readonly { step: LawStep; judged: JudgedStep<Detail> }[],
): readonly { step: LawStep; judged: JudgedStep<Detail> }[] | null {
  const numbers = law.minimalEvidence?.(plan, answersOf(sentSteps).answers);
  return numbers ? numbers.flatMap((number) => sentSteps[number - 1] ?? []) : null;
}

async function askRound<Detail>(
  size: number,
  { how, steps }: Round,
  sendStep: SendStep<Detail>,
): Promise<{ step: LawStep; judged: JudgedStep<Detail> }[]> {
  const one = async (step: LawStep) => ({ step, judged: await sendStep(size, step, how === 'one-connection') });
  if (how === 'together') return Promise.all(steps.map(one));
  const sentSteps: { step: LawStep; judged: JudgedStep<Detail> }[] = [];
  for (const step of steps) sentSteps.push(await one(step));
  return sentSteps;
}

function verdictOf<Detail>(
  law: Law,
  claim: LawClaim,
  plan: LawPlan,
  sentSteps: readonly { step: LawStep; judged: JudgedStep<Detail> }[],
): Verdict {
  const { answers, missing } = answersOf(sentSteps);
  // An answer that reliably does not come breaks the law, whatever could not be judged beside it.
  const silent = missing.find(({ kind }) => kind === 'violates') ?? missing[0];
  if (silent) return silent;
  const { aspects, notes } = law.judge(plan, answers, { ...claim, level: plan.level ?? claim.level });
  return { kind: aspects.some(isViolated) ? 'violates' : 'conforms', aspects, notes };
}

function answersOf<Detail>(sentSteps: readonly { step: LawStep; judged: JudgedStep<Detail> }[]): {
  readonly answers: readonly LawAnswer[];
  readonly missing: readonly Verdict[];
} {
  const answers: LawAnswer[] = [];
  const missing: Verdict[] = [];
  for (const [index, { step, judged }] of sentSteps.entries()) {
    if (judged.verdict.kind === 'inconclusive' || judged.answered === null) missing.push(judged.verdict);
    else answers.push({ number: index + 1, step, verdict: judged.verdict, ...judged.answered });
  }
  return { answers, missing };
}

const isViolated = ({ verdict }: AspectResult): boolean => verdict === 'violates';
