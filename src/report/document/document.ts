import type { RunVerdict, Totals, VerdictName } from '../../gate/totals.js';
import type { ClientResult } from '../../judge/client/client-result.js';
import type { ClientFinding } from '../../judge/client/finding.js';
import type { AspectResult, Cause } from '../../judge/verdict.js';
import type { Again } from '../../property/law.js';
import type { Behaviour, HeaderField, Level } from '../../spec/model/vocabulary.js';

/** The name that a JSON report carries in `schema`. Another version of the document has another name. */
export const reportSchemaName = 'oss-range-report/1';

/**
 * The JSON report: one stable, versioned document. Every other format says the same, because every other format is
 * written from this. Field names are the contract of its format.
 */
export interface ReportDocument {
  readonly schema: typeof reportSchemaName;
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: {
    readonly name: string;
    readonly endpoint: string;
    readonly bucket: string;
    readonly region: string;
    readonly addressing: string;
    readonly auth: string;
    readonly capabilities: Readonly<Record<string, boolean | string>>;
    /** Whether requests accepted requester-pays costs. */
    readonly requestPayer?: true;
    /** File of the target profile, where the run was given one. */
    readonly profile?: string;
    /** By which flags connections were made; absent where by none. */
    readonly connection?: {
      readonly credentials?: string;
      readonly ca?: string;
      readonly insecure?: boolean;
      readonly proxy?: string;
    };
  };
  readonly run: {
    readonly startedAt: string;
    readonly durationMs: number;
    readonly seed: number;
    readonly runs: number;
    readonly behaviours: readonly Behaviour[];
    readonly strict: boolean;
    /** Everything that was written lies below this; empty where the run only read. */
    readonly prefix: string;
    readonly requests: number;
    readonly bytesSent: number;
    readonly bytesReceived: number;
  };
  readonly verdict: RunVerdict;
  readonly exitCode: number;
  readonly totals: Totals;
  /** Why the gate decided so, one line each, each ending in the command that helps. */
  readonly gate: readonly string[];
  /** After violations: which other documented way of answering explains the target best, one for each behaviour at most. */
  readonly explanations: readonly ExplanationReport[];
  readonly checks: readonly CheckReport[];
  readonly properties: readonly PropertyReport[];
  /** The same questions through clients; absent where no client was named. */
  readonly clients?: readonly ClientReport[];
  /** Sources cited above, so that the report can be read alone. */
  readonly evidence: Readonly<
    Record<string, { readonly title: string; readonly address: string; readonly kind: string }>
  >;
  /** Keys that were written and could not be removed. */
  readonly leftovers: readonly string[];
  readonly notices: readonly string[];
}

export interface ExplanationReport {
  readonly behaviour: Behaviour;
  /** `amazon-s3`, `rfc-9110`, …; empty where no documented way of answering fits. */
  readonly profile: string;
  /** Deciding rows that the profile predicts (without one: that a habit covers), of how many, and how many of them are as required. */
  readonly explained: number;
  readonly deciding: number;
  readonly asRequired: number;
  /** Ids of deciding rows that are not explained. */
  readonly unexplained: readonly string[];
  /** What the target was seen to do, each with its number of rows; absent in reports of older versions. */
  readonly habits?: readonly string[];
  /** All of it in one sentence. */
  readonly sentence: string;
}

export interface CheckReport {
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly topic: string;
  readonly title: string;
  readonly level: Level;
  readonly verdict: VerdictName;
  /** Present where `verdict` is `inconclusive`. */
  readonly cause: Cause | null;
  /** Present where `verdict` is `not-applicable` or `not-run`. */
  readonly reason: string | null;
  readonly spec: { readonly file: string; readonly line: number };
  readonly evidence: readonly string[];
  /** Why the row leaves room, where it does. */
  readonly why: string | null;
  readonly request: RequestReport;
  readonly response: ResponseReport | null;
  /** What was expected, in one line: `206, bytes 500-999` or `200, the whole object; or 416, InvalidRange`. */
  readonly expected: string;
  /** What came back, in one line; empty when nothing did. */
  readonly received: string;
  readonly aspects: readonly AspectResult[];
  readonly notes: readonly string[];
  readonly retries: number;
  readonly repro: { readonly curl: string; readonly command: string };
  readonly durationMs: number;
}

export interface RequestReport {
  readonly method: string;
  readonly url: string;
  readonly range: readonly string[];
  readonly object: string;
  readonly objectSize: number;
  readonly headers: readonly HeaderField[];
}

export interface ResponseReport {
  readonly status: number;
  readonly contentLength: string | null;
  readonly contentRange: string | null;
  readonly bodyLength: number;
  /** `whole`, `a-b`, `parts a-b, c-d`, `empty`, `error`, `other-object NAME a-b`, or `unknown`. */
  readonly body: string;
  /** Where an `unknown` body first differs, in one line. */
  readonly difference: string | null;
  readonly errorCode: string | null;
  readonly headers: readonly HeaderField[];
}

export interface PropertyReport {
  readonly name: string;
  readonly behaviour: Behaviour;
  /** The law in one sentence. */
  readonly law: string;
  readonly level: Level;
  readonly verdict: VerdictName;
  readonly cause: Cause | null;
  readonly reason: string | null;
  readonly evidence: readonly string[];
  /** How many draws were judged. */
  readonly runs: number;
  readonly seed: number;
  readonly counterexample: CounterexampleReport | null;
  /** What was seen and not judged; absent where there is nothing. */
  readonly notes?: readonly string[];
  readonly repro: { readonly command: string };
  readonly durationMs: number;
}

/** The smallest draw that breaks a law. */
export interface CounterexampleReport {
  /** fast-check's path, for an exact replay with the seed. */
  readonly path: string;
  readonly shrinks: number;
  readonly request: RequestReport;
  readonly response: ResponseReport | null;
  readonly expected: string;
  readonly received: string;
  readonly aspects: readonly AspectResult[];
  readonly curl: string;
  /** A row of the table, ready to paste; empty where several answers are compared, which no row can. */
  readonly row: string;
  /** Every request with its answer, in order, where several are compared; `request` is the last one. */
  readonly steps?: readonly StepReport[];
  /** What those requests were, for an exact replay. */
  readonly again?: Again;
}

/** One of several requests whose answers are compared. */
export interface StepReport {
  readonly request: RequestReport;
  readonly response: ResponseReport | null;
  readonly received: string;
}

/** What a client makes of the answers. */
export interface ClientReport {
  readonly name: string;
  readonly version: string | null;
  /** Why it was not asked anything; null where it was. */
  readonly reason: string | null;
  readonly findings: ClientFindings;
  readonly rows: readonly ClientRowReport[];
}

/** planned = the sum of the others but `retried`: questions for which the client sent more than one request. */
export interface ClientFindings {
  readonly planned: number;
  readonly crashed: number;
  readonly hung: number;
  readonly askedOtherwise: number;
  readonly masked: number;
  readonly swallowed: number;
  readonly tolerated: number;
  readonly decoded: number;
  readonly raised: number;
  readonly faithful: number;
  readonly inconclusive: number;
  readonly notApplicable: number;
  readonly notRun: number;
  readonly retried: number;
}

/** One row of the table under one behaviour, through a client. */
export interface ClientRowReport {
  readonly id: string;
  readonly behaviour: Behaviour;
  /** Of the same row without the client, as in `checks`. */
  readonly verdict: VerdictName;
  readonly finding: ClientFinding;
  /** What the client made of the answer, or why there is nothing to say, in one line. */
  readonly says: string;
  /** The bytes that this range requests: `500 bytes, 500-999`. Null if nothing was sent. */
  readonly wanted: string | null;
  /** What the client sent for it, null where it sent nothing. */
  readonly request: RequestReport | null;
  /** How many requests it sent. */
  readonly requests: number;
  /** What came on the wire for that very request. */
  readonly wire: ClientWireReport | null;
  readonly handed: ClientResultReport | null;
  /** Repeats it. */
  readonly command: string;
  readonly durationMs: number;
}

export interface ClientWireReport {
  /** By the table, as any other answer. */
  readonly verdict: VerdictName;
  readonly received: string;
  readonly response: ResponseReport | null;
}

/** As `Handed`, with the place of the bytes in words. */
export type ClientResultReport =
  | Exclude<ClientResult, { kind: 'bytes' }>
  | { readonly kind: 'bytes'; readonly status: number | null; readonly length: number; readonly body: string };
