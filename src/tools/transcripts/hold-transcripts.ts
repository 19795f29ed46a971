import type { Situation } from '../../oracle/decision-table.js';
import { type Expectation, expectRange } from '../../oracle/expect-range.js';
import type { Case, Table } from '../../spec/model/table.js';
import type { Behaviour, Level } from '../../spec/model/vocabulary.js';
import { type ClaimComparison, type ComparedClaim, compareClaim } from './compare-claim.js';
import { isDecidedByRange, kindOfRow, kindOfTranscript, type RequestKind, speaksOf } from './request-kind.js';
import type { Transcript } from './transcript.js';
import { transferOutcome } from './transfer-outcome.js';

/** A published answer beside the rule of the oracle that speaks of its request. */
export interface RuleComparison extends ClaimComparison {
  readonly rule: Situation;
  readonly level: Level;
}

/** A published answer beside a row that speaks of its request. */
export interface RowComparison extends ClaimComparison {
  readonly row: Case;
  readonly level: Level;
  /** Whether the range lies on the object in the same way, too; otherwise the row and the answer share their rule alone. */
  readonly isSameForm: boolean;
}

/** A published answer with all that was held against it. */
export interface HeldTranscript {
  readonly transcript: Transcript;
  readonly kind: RequestKind;
  /** Null where other things than a range decide the answer. */
  readonly rule: RuleComparison | null;
  /** Rows of the same kind of request, in the order of the table. */
  readonly rows: readonly RowComparison[];
  /** `contradicts` where one claim does, else `agrees` where one does. */
  readonly verdict: ClaimComparison['verdict'];
}

/** What answers are held against: the rows, and the oracle, which a test can exchange. */
export interface Claims {
  readonly table: Pick<Table, 'cases'>;
  readonly expect?: (size: number, lines: readonly string[], behaviour: Behaviour) => Expectation;
}

/** Holds every published answer against the oracle and against every row that speaks of its kind of request. */
export function holdTranscripts(transcripts: readonly Transcript[], claims: Claims): readonly HeldTranscript[] {
  const { table, expect = expectRange } = claims;
  return transcripts.map((transcript) => {
    const kind = kindOfTranscript(transcript);
    const rule = holdAgainstRule(transcript, kind, expect);
    const rows = table.cases.flatMap((row) => holdAgainstRow(transcript, kind, row) ?? []);
    const verdicts = [...(rule === null ? [] : [rule]), ...rows].map(({ verdict }) => verdict);
    const verdict = (['contradicts', 'agrees'] as const).find((one) => verdicts.includes(one)) ?? 'silent';
    return { transcript, kind, rule, rows, verdict };
  });
}

function holdAgainstRule(
  transcript: Transcript,
  kind: RequestKind,
  expect: NonNullable<Claims['expect']>,
): RuleComparison | null {
  const { object, request } = transcript;
  if (!isDecidedByRange(kind, object)) return null;
  const { rule, level, outcomes } = expect(object.size ?? unknownSize, request.range, request.behaviour);
  const comparison = compareClaim(transcript, { level, outcomes, copied: false, method: 'GET' });
  return { rule, level, ...comparison };
}

/** Any size but 0: without a range all of them are answered alike. */
const unknownSize = 1;

function holdAgainstRow(transcript: Transcript, kind: RequestKind, row: Case): RowComparison | null {
  const requested = kindOfRow(row, transcript.request.behaviour);
  if (requested === null) return null;
  const claim = row.claims[transcript.request.behaviour];
  if (speaksOf(requested, kind)) {
    return {
      row,
      level: claim.level,
      isSameForm: requested.form === kind.form,
      ...compareClaim(transcript, toCompared(row, transcript, kind.operation === 'HeadObject' ? 'HEAD' : 'GET')),
    };
  }
  const isHeadOfGet = kind.operation === 'HeadObject' && requested.operation === 'GetObject' && row.range.length === 0;
  // HEAD is answered with the fields of GET (RFC 9110 section 9.3.2), so that it shows those that a row names.
  if (!isHeadOfGet || !speaksOf({ ...requested, operation: 'HeadObject' }, kind) || !namesFields(row, transcript))
    return null;
  const comparison = compareClaim(transcript, toCompared(row, transcript, 'HEAD'));
  return { row, level: claim.level, isSameForm: true, ...comparison };
}

function toCompared(row: Case, transcript: Transcript, method: 'GET' | 'HEAD'): ComparedClaim {
  const { level, outcomes } = row.claims[transcript.request.behaviour];
  return {
    level,
    outcomes: outcomes.map((outcome) => transferOutcome(outcome, row, transcript)),
    copied: row.copyRange !== undefined,
    method,
  };
}

function namesFields(row: Case, { request }: Transcript): boolean {
  return row.claims[request.behaviour].outcomes.some(({ fields }) => fields !== undefined);
}
