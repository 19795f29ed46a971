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
  readonly ask: SendStep<Detail>;
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
  const ask = law.asksAgain ? options.ask : askedOnce(options.ask);
  const judge = (plan: LawPlan): Promise<JudgedDraw<SentPlan<Detail>>> => judgePlan(law, claim, plan, ask).then(noted);
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
  ask: SendStep<Detail>,
): Promise<JudgedDraw<SentPlan<Detail>>> {
  const claim = law.claims[behaviour];
  if (!claim) throw new RangeError(`${law.name} says nothing under ${behaviour}`);
  return judgePlan(law, claim, plan, law.asksAgain ? ask : askedOnce(ask));
}

/** Plans of one law share requests: the pieces of one cutting are pieces of others. */
function askedOnce<Detail>(ask: SendStep<Detail>): SendStep<Detail> {
  const asked = new Map<string, Promise<JudgedStep<Detail>>>();
  return (size, step, oneConnection) => {
    const key = JSON.stringify([size, step]);
    const asking = asked.get(key) ?? ask(size, step, oneConnection);
    asked.set(key, asking);
    return asking;
  };
}

/** Asks all requests of a plan and has the answers compared. */
async function judgePlan<Detail>(
  law: Law,
  claim: LawClaim,
  plan: LawPlan,
  ask: SendStep<Detail>,
): Promise<JudgedDraw<SentPlan<Detail>>> {
  const asked: { step: LawStep; its: JudgedStep<Detail> }[] = [];
  for (const round of plan.rounds) asked.push(...(await askRound(plan.size, round, ask)));
  const telling = tellingSteps(law, plan, asked);
  const told = telling ?? asked;
  return { verdict: verdictOf(law, claim, plan, told), detail: told.map(({ its }) => its.detail) };
}

/** The requests that show a violation, where a law knows them from the rest; null where all of them do. */
function tellingSteps<Detail>(
  law: Law,
  plan: LawPlan,
  asked: readonly { step: LawStep; its: JudgedStep<Detail> }[],
): readonly { step: LawStep; its: JudgedStep<Detail> }[] | null {
  const numbers = law.telling?.(plan, answersOf(asked).answers);
  return numbers ? numbers.flatMap((number) => asked[number - 1] ?? []) : null;
}

async function askRound<Detail>(
  size: number,
  { how, steps }: Round,
  ask: SendStep<Detail>,
): Promise<{ step: LawStep; its: JudgedStep<Detail> }[]> {
  const one = async (step: LawStep) => ({ step, its: await ask(size, step, how === 'one-connection') });
  if (how === 'together') return Promise.all(steps.map(one));
  const asked: { step: LawStep; its: JudgedStep<Detail> }[] = [];
  for (const step of steps) asked.push(await one(step));
  return asked;
}

function verdictOf<Detail>(
  law: Law,
  claim: LawClaim,
  plan: LawPlan,
  asked: readonly { step: LawStep; its: JudgedStep<Detail> }[],
): Verdict {
  const { answers, missing } = answersOf(asked);
  // An answer that reliably does not come breaks the law, whatever could not be judged beside it.
  const silent = missing.find(({ kind }) => kind === 'violates') ?? missing[0];
  if (silent) return silent;
  const { aspects, notes } = law.judge(plan, answers, { ...claim, level: plan.level ?? claim.level });
  return { kind: aspects.some(isViolated) ? 'violates' : 'conforms', aspects, notes };
}

function answersOf<Detail>(asked: readonly { step: LawStep; its: JudgedStep<Detail> }[]): {
  readonly answers: readonly LawAnswer[];
  readonly missing: readonly Verdict[];
} {
  const answers: LawAnswer[] = [];
  const missing: Verdict[] = [];
  for (const [index, { step, its }] of asked.entries()) {
    if (its.verdict.kind === 'inconclusive' || its.answered === null) missing.push(its.verdict);
    else answers.push({ number: index + 1, step, verdict: its.verdict, ...its.answered });
  }
  return { answers, missing };
}

const isViolated = ({ verdict }: AspectResult): boolean => verdict === 'violates';
