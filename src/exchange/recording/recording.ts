import type { RunVerdict } from '../../gate/totals.js';
import type { CheckEvidence } from '../../judge/judge-check.js';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { Cause, Verdict } from '../../judge/verdict.js';
import type { CounterexampleReport, ReportDocument } from '../../report/document/document.js';
import type { Case, Claim, ObjectSpec, RowLocation } from '../../spec/model/table.js';
import type { Behaviour, Level } from '../../spec/model/vocabulary.js';
import type { Exchange } from '../exchange.js';
/**
 * A recording is JSON Lines: a head, one line for each check, each judged draw and each property in the order in which
 * they were done, and an end that counts them. Everything in it is redacted, since exchanges are.
 */
export const recordingSchema = 'oss-range-recording/1';

export type RecordingLine = RecordingHead | RecordedCheck | RecordedDraw | RecordedProperty | RecordingEnd;

/** Which run this is. */
export interface RecordingHead {
  readonly kind: 'head';
  readonly schema: typeof recordingSchema;
  readonly tool: ReportDocument['tool'];
  readonly target: ReportDocument['target'];
  readonly plan: {
    /** ISO 8601. */
    readonly startedAt: string;
    readonly seed: number;
    /** Draws a property. */
    readonly runs: number;
    readonly behaviours: readonly Behaviour[];
    readonly strict: boolean;
    readonly prefix: string;
    /** Key of the one object that was read, where the run wrote nothing. */
    readonly object?: string;
    /** Checks and properties together. */
    readonly planned: number;
    /** Whether the target was the endpoint that comes with this package. */
    readonly embedded: boolean;
  };
  /** Every source of the table, so that the recording can be judged alone. */
  readonly evidence: ReportDocument['evidence'];
}

/** What was asked, apart from what came back. */
export interface RequestOfRecording
  extends Pick<Case, 'method' | 'range' | 'headers' | 'query' | 'missing' | 'auth' | 'copyRange'> {
  readonly object: ObjectSpec;
}

/** All that a verdict follows from, and which verdict the run drew. */
export interface RecordedAnswer extends CheckEvidence {
  readonly exchange: Exchange;
  readonly facts: ObjectFacts;
  readonly verdict: Verdict['kind'];
}

/** Why there is nothing to judge. */
export type Unanswered =
  | { readonly kind: 'inconclusive'; readonly cause: Cause }
  | { readonly kind: 'not-run'; readonly reason: string }
  | { readonly kind: 'not-applicable'; readonly reason: string };

interface RecordedQuestion {
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly claim: Claim;
  readonly request: RequestOfRecording;
  /** What came back, or why nothing did. */
  readonly outcome:
    | { readonly kind: 'answered'; readonly answer: RecordedAnswer }
    | { readonly kind: 'unanswered'; readonly why: Unanswered };
}

/** One row under one behaviour. */
export interface RecordedCheck extends RecordedQuestion {
  readonly kind: 'check';
  /** Where it stands among the checks of the plan, from 0: lines come in the order in which answers came. */
  readonly place: number;
  readonly topic: string;
  readonly title: string;
  readonly spec: RowLocation;
}

/** One draw of a property; `id` is that of the property. The same question is asked, and recorded, once. */
export interface RecordedDraw extends RecordedQuestion {
  readonly kind: 'draw';
}

/** The end of one property under one behaviour, after its draws. */
export interface RecordedProperty {
  readonly kind: 'property';
  /** Where it stands among the properties of the plan, from 0. */
  readonly place: number;
  /** `property/NAME` */
  readonly id: string;
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly law: string;
  readonly level: Level;
  readonly evidence: readonly string[];
  /** Draws that were judged, repeated ones included. */
  readonly runs: number;
  /** Of this property; it follows from the seed of the run. */
  readonly seed: number;
  /** In bytes, where it asks every range on every object up to this size. */
  readonly exhaustive?: number;
  readonly counterexample: {
    readonly size: number;
    readonly range: string;
    readonly path: string;
    readonly shrinks: number;
  } | null;
  /**
   * Set where the property compares several answers, which a recording does not keep: what it came to in the run. It is
   * not judged again.
   */
  readonly compared?: {
    readonly verdict: RunVerdict;
    readonly cause: Cause | null;
    readonly counterexample: CounterexampleReport | null;
    readonly notes: readonly string[];
  };
  /** How to draw the same again; as in the head unless said. */
  readonly settings?: { readonly seed: number; readonly runs: number };
  /** Set where the property was not run to its end. */
  readonly unfinished: Unanswered | null;
  readonly durationMs: number;
}

/** The last line. A recording without it was cut off. */
export interface RecordingEnd {
  readonly kind: 'end';
  /** How many lines of each kind stand before this one. */
  readonly checks: number;
  readonly draws: number;
  readonly properties: number;
  /** Whether the run was interrupted. */
  readonly partial: boolean;
  /** Why the target could not be used, where it could not. */
  readonly obstacle: string | null;
  /** Why the run was stopped before everything was asked, where the target was lost; with what to do. */
  readonly stopped?: string;
  readonly durationMs: number;
  readonly traffic: { readonly requests: number; readonly bytesSent: number; readonly bytesReceived: number };
  readonly leftovers: readonly string[];
}

/** Keeps a line. It never rejects: what cannot be kept is told when the recording is finished. */
export type KeepLine = (line: RecordingLine) => Promise<void>;
