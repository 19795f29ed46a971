import fc from 'fast-check';
import type { Exchange } from '../exchange/exchange.js';
import type { ReadResponse } from '../judge/answer.js';
import type { AspectResult, Verdict } from '../judge/verdict.js';
import type { Behaviour, HeaderField, Level, Method } from '../spec/model/vocabulary.js';
import { sizeIndex } from './family.js';

/** One request of a plan. */
export interface LawStep {
  readonly method: Method;
  /** The value of the one Range field line; null: none. */
  readonly range: string | null;
  readonly behaviour: Behaviour;
  /** The fields for range and behaviour as they are to be written, where that is the point. */
  readonly fields?: readonly HeaderField[];
  /** True: only rules of coherence are held against the answer, whatever the oracle expects. */
  readonly anyOutcome?: boolean;
}

/** Some requests, and how they are asked: at the same time, one after the other, or all on one connection in turn. */
export interface Round {
  readonly how: 'together' | 'in-turn' | 'one-connection';
  readonly steps: readonly LawStep[];
}

/** Requests about one object whose answers a law compares. */
export interface LawPlan {
  /** Complete length in bytes. */
  readonly size: number;
  readonly rounds: readonly Round[];
  /** How hard the law is on this plan, where that depends on what is asked. */
  readonly level?: Level;
}

/** An answer with the request that it belongs to. */
export interface LawAnswer {
  /** From 1, in the order of the plan. */
  readonly number: number;
  readonly step: LawStep;
  readonly answer: ReadResponse;
  readonly exchange: Exchange;
  /** What the oracle and the invariants say of this answer alone. */
  readonly verdict: Verdict;
}

export interface LawJudgement {
  readonly aspects: readonly AspectResult[];
  /** What is worth a word and cannot fail. */
  readonly notes: readonly string[];
}

/** What a law says under a behaviour. */
export interface LawClaim {
  /** In one sentence. */
  readonly law: string;
  readonly level: Level;
  /** Ids of sources in `specs/evidence.yaml`. */
  readonly evidence: readonly string[];
}

/** A generator of plans whose raw values are known to nobody but itself. */
export interface PlanSource {
  readonly arbitrary: fc.Arbitrary<unknown>;
  /** Raw values that are drawn before any random one, smallest object first. */
  readonly examples: readonly unknown[];
  readonly toPlan: (raw: unknown) => LawPlan;
}

/** A law that compares several answers. */
export interface Law {
  /** `agreement` */
  readonly name: string;
  /** Absent where the law says nothing under a behaviour, or says it under the other one already. */
  readonly claims: Readonly<Partial<Record<Behaviour, LawClaim>>>;
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

/** Every request of a plan, in order. */
export const stepsOf = (plan: LawPlan): LawStep[] => plan.rounds.flatMap(({ steps }) => steps);

/** A GET with a Range, or without one. */
export const get = (range: string | null, behaviour: Behaviour): LawStep => ({ method: 'GET', range, behaviour });

/** One round of requests asked at the same time. */
export const together = (size: number, steps: readonly LawStep[]): LawPlan => ({
  size,
  rounds: [{ how: 'together', steps }],
});

/** A law from its parts: how they are drawn, which are certain, and the requests that they make on an object. */
export function defineLaw<Parts>(definition: {
  readonly name: string;
  readonly claims: Law['claims'];
  readonly asksAgain?: boolean;
  readonly parts: fc.Arbitrary<Parts>;
  readonly certain: readonly Parts[];
  readonly plan: (size: number, parts: Parts, behaviour: Behaviour) => LawPlan;
  readonly minimalEvidence?: Law['minimalEvidence'];
  readonly judge: Law['judge'];
}): Law {
  const { name, claims, asksAgain = false, parts, certain, plan, minimalEvidence, judge } = definition;
  return {
    name,
    claims,
    asksAgain,
    minimalEvidence,
    judge,
    source: (sizes, behaviour) => {
      const toPlan = (raw: unknown): LawPlan => {
        const [index, part] = raw as [number, Parts];
        return plan(sizes[index] ?? 0, part, behaviour);
      };
      const raws = certainSizes(sizes).flatMap((index) => certain.map((part): [number, Parts] => [index, part]));
      const examples = new Map(raws.map((raw) => [planKey(toPlan(raw)), raw]));
      return { arbitrary: fc.tuple(sizeIndex(sizes.length), parts), examples: [...examples.values()], toPlan };
    },
  };
}

/** Tells two plans apart. */
export const planKey = (plan: LawPlan): string => JSON.stringify(plan);

/** The smallest object and one in the middle, where edges fall together and stand apart; families ask in between. */
function certainSizes(sizes: readonly number[]): number[] {
  return [...new Set([0, Math.floor(sizes.length / 2)])].filter((index) => index < sizes.length);
}
