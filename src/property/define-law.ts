import fc from 'fast-check';
import type { AspectResult, Verdict } from '../judge/verdict.js';
import type { Behaviour } from '../spec/model/vocabulary.js';
import { sizeIndex } from './family.js';
import { claimUnder, type JudgedStep, type Law, type LawClaim, type SendStep, type SentDraw } from './law.js';
import {
  type LawAnswer,
  type LawJudgement,
  type LawPlan,
  type LawStep,
  planKey,
  type Round,
  stepsOf,
} from './law-plan.js';
import { lawRuns } from './run-counts.js';
import { type JudgedDraw, runDraws } from './run-draws.js';

/** A generator of plans whose raw values are private. */
export interface PlanSource {
  readonly arbitrary: fc.Arbitrary<unknown>;
  /** Raw values that are drawn before any random one, smallest object first. */
  readonly examples: readonly unknown[];
  readonly toPlan: (raw: unknown) => LawPlan;
}

/** A law that compares the answers to the requests of a plan. */
export interface ComparingLaw extends Law {
  readonly source: (sizes: readonly number[], behaviour: Behaviour) => PlanSource;
  /** Whether asking the same again is the point, so that no answer may be used twice. */
  readonly asksAgain: boolean;
  /**
   * The numbers of the requests that show a violation by themselves, in order; null where all of a plan are needed, or
   * nothing is violated.
   */
  readonly minimalEvidence?: ((plan: LawPlan, answers: readonly LawAnswer[]) => readonly number[] | null) | undefined;
  /** Judges the answers of a plan, all of which came. */
  readonly judge: (plan: LawPlan, answers: readonly LawAnswer[], claim: LawClaim) => LawJudgement;
}

/** A law from its parts: how they are drawn, which are certain, and the requests that they make on an object. */
export function defineLaw<Parts>(definition: {
  readonly name: string;
  readonly claims: Law['claims'];
  readonly asksAgain?: boolean;
  readonly parts: fc.Arbitrary<Parts>;
  readonly certain: readonly Parts[];
  readonly plan: (size: number, parts: Parts, behaviour: Behaviour) => LawPlan;
  readonly minimalEvidence?: ComparingLaw['minimalEvidence'];
  readonly judge: ComparingLaw['judge'];
}): ComparingLaw {
  const { name, claims, asksAgain = false, parts, certain, plan, minimalEvidence, judge } = definition;
  const source: ComparingLaw['source'] = (sizes, behaviour) => {
    const toPlan = (raw: unknown): LawPlan => {
      const [index, part] = raw as [number, Parts];
      return plan(sizes[index] ?? 0, part, behaviour);
    };
    const raws = certainSizes(sizes).flatMap((index) => certain.map((part): [number, Parts] => [index, part]));
    const examples = new Map(raws.map((raw) => [planKey(toPlan(raw)), raw]));
    return { arbitrary: fc.tuple(sizeIndex(sizes.length), parts), examples: [...examples.values()], toPlan };
  };
  const law: ComparingLaw = {
    name,
    claims,
    asksAgain,
    minimalEvidence,
    judge,
    source,
    onlyReads: true,
    certain: (sizes, behaviour) => {
      const { examples, toPlan } = source(sizes, behaviour);
      const requests = examples.reduce((sum: number, example) => sum + stepsOf(toPlan(example)).length, 0);
      return { draws: examples.length, requests };
    },
    run: async (behaviour, target, settings) => {
      const claim = claimUnder(law, behaviour);
      const { arbitrary, examples, toPlan } = source(target.sizes, behaviour);
      const sendStep = asksAgain ? target.sendStep : sentOnce(target.sendStep);
      const judgeAndNote = async (drawn: LawPlan) => {
        const judged = await judgePlan(law, claim, drawn, sendStep);
        if ('notes' in judged.verdict) for (const note of judged.verdict.notes) target.note(note);
        return judged;
      };
      const runs = lawRuns(settings.runs, examples.length);
      return runDraws(
        { name: `${name}/${behaviour}`, arbitrary, examples, toDraw: toPlan, keyOf: planKey, judge: judgeAndNote },
        { ...settings, runs },
      );
    },
    repeat: async (again, behaviour, { sendStep }) => {
      if (again.kind !== 'plan') throw new RangeError(`${name} does not repeat ${again.kind}`);
      return judgePlan(law, claimUnder(law, behaviour), again.plan, asksAgain ? sendStep : sentOnce(sendStep));
    },
  };
  return law;
}

/** The smallest object and one in the middle, where edges fall together and stand apart; families ask in between. */
function certainSizes(sizes: readonly number[]): number[] {
  return [...new Set([0, Math.floor(sizes.length / 2)])].filter((index) => index < sizes.length);
}

/** Plans of one law share requests: the pieces of one cutting are pieces of others. */
function sentOnce<Detail>(sendStep: SendStep<Detail>): SendStep<Detail> {
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
  law: ComparingLaw,
  claim: LawClaim,
  plan: LawPlan,
  sendStep: SendStep<Detail>,
): Promise<JudgedDraw<SentDraw<Detail>>> {
  const sentSteps: { step: LawStep; judged: JudgedStep<Detail> }[] = [];
  for (const round of plan.rounds) sentSteps.push(...(await askRound(plan.size, round, sendStep)));
  const minimal = tellingSteps(law, plan, sentSteps);
  const told = minimal ?? sentSteps;
  const steps = told.map(({ judged }) => judged.detail);
  return { verdict: verdictOf(law, claim, plan, told), detail: { steps, again: { kind: 'plan', plan } } };
}

/** The requests that show a violation, where a law knows them from the rest; null where all of them do. */
function tellingSteps<Detail>(
  law: ComparingLaw,
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
  law: ComparingLaw,
  claim: LawClaim,
  plan: LawPlan,
  sentSteps: readonly { step: LawStep; judged: JudgedStep<Detail> }[],
): Verdict {
  const { answers, missing } = answersOf(sentSteps);
  // An answer that reliably does not come breaks the law, even if another could not be judged.
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
