import type { Exchange } from '../exchange/exchange.js';
import type { ReadResponse } from '../judge/answer.js';
import type { AspectResult, Verdict } from '../judge/verdict.js';
import type { Behaviour, HeaderField, Level, Method } from '../spec/model/vocabulary.js';

/** One request of a plan. */
export interface LawStep {
  readonly method: Method;
  /** The value of the one Range field line; null: none. */
  readonly range: string | null;
  readonly behaviour: Behaviour;
  /** The fields for range and behaviour as they are to be written, where that is the point. */
  readonly fields?: readonly HeaderField[];
  /** True: only rules of coherence apply to the answer, regardless of what the oracle expects. */
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

/** Every request of a plan, in order. */
export const stepsOf = (plan: LawPlan): LawStep[] => plan.rounds.flatMap(({ steps }) => steps);

/** A GET with a Range, or without one. */
export const get = (range: string | null, behaviour: Behaviour): LawStep => ({ method: 'GET', range, behaviour });

/** One round of requests asked at the same time. */
export const together = (size: number, steps: readonly LawStep[]): LawPlan => ({
  size,
  rounds: [{ how: 'together', steps }],
});

/** Tells two plans apart. */
export const planKey = (plan: LawPlan): string => JSON.stringify(plan);
