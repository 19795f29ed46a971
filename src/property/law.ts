import type { Exchange } from '../exchange/exchange.js';
import type { ReadResponse } from '../judge/answer.js';
import type { Verdict } from '../judge/verdict.js';
import type { Behaviour, Level } from '../spec/model/vocabulary.js';
import type { FreshKey, KeyOperation } from './key-operation.js';
import type { LawPlan, LawStep } from './law-plan.js';
import type { DrawSettings, DrawsRun, JudgedDraw } from './run-draws.js';

/** What a law says under a behaviour. */
export interface LawClaim {
  /** In one sentence. */
  readonly law: string;
  readonly level: Level;
  /** Ids of sources in `specs/evidence.yaml`. */
  readonly evidence: readonly string[];
}

/** What came back to one request of a plan, judged alone. */
export interface JudgedStep<Detail> {
  readonly verdict: Verdict;
  /** Null where nothing that can be compared came; the verdict says why. */
  readonly answered: { readonly answer: ReadResponse; readonly exchange: Exchange } | null;
  readonly detail: Detail;
}

/**
 * Sends one request about the object of `size` bytes.
 *
 * @param oneConnection whether it must go where every other such request went
 */
export type SendStep<Detail> = (size: number, step: LawStep, oneConnection: boolean) => Promise<JudgedStep<Detail>>;

/** What a law can do to a target. A law uses the part that it needs. */
export interface LawTarget<Detail> {
  /** Complete lengths of the objects at hand, in bytes, smallest first. */
  readonly sizes: readonly number[];
  readonly sendStep: SendStep<Detail>;
  /** A key of its own, for one draw. */
  readonly openKey: () => FreshKey<Detail>;
  /** Is told what is worth a word and cannot fail. */
  readonly note: (text: string) => void;
}

/** What a counterexample that takes several requests sent, so that it can be sent again without drawing anything. */
export type Again =
  | { readonly kind: 'plan'; readonly plan: LawPlan }
  | { readonly kind: 'operations'; readonly operations: readonly KeyOperation[] };

/** What one draw of a law sent. */
export interface SentDraw<Detail> {
  /** The requests that the verdict rests on, in order. */
  readonly steps: readonly Detail[];
  /** How to send the whole draw again. */
  readonly again: Again;
}

/** A law whose draws take several requests. `defineLaw` and `defineStatefulLaw` make one. */
export interface Law {
  /** `agreement` */
  readonly name: string;
  /** Absent where the law says nothing under a behaviour, or says it under the other one already. */
  readonly claims: Readonly<Partial<Record<Behaviour, LawClaim>>>;
  /** Whether it only reads objects that are there; otherwise it writes keys of its own. */
  readonly onlyReads: boolean;
  /** The draws that come before any random one, and their requests together, at most. */
  readonly certain: (sizes: readonly number[], behaviour: Behaviour) => { draws: number; requests: number };
  /**
   * Draws until a share of `runs` is judged (`lawRuns`) or one draw breaks the law, and then shrinks that one.
   *
   * @throws any error of the target, once; RangeError where the law says nothing under this behaviour
   */
  readonly run: <Detail>(
    behaviour: Behaviour,
    target: LawTarget<Detail>,
    settings: DrawSettings,
  ) => Promise<DrawsRun<unknown, SentDraw<Detail>>>;
  /**
   * Sends one draw again, as it was sent.
   *
   * @throws any error of the target; RangeError where the law says nothing under this behaviour, or sends otherwise
   */
  readonly repeat: <Detail>(
    again: Again,
    behaviour: Behaviour,
    target: LawTarget<Detail>,
  ) => Promise<JudgedDraw<SentDraw<Detail>>>;
}

/** @throws RangeError where a law says nothing under a behaviour */
export function claimUnder({ name, claims }: Pick<Law, 'name' | 'claims'>, behaviour: Behaviour): LawClaim {
  const claim = claims[behaviour];
  if (!claim) throw new RangeError(`${name} says nothing under ${behaviour}`);
  return claim;
}
