import { isDeepStrictEqual } from 'node:util';
import type { RecordedCheck, RecordedDraw, RecordedProperty } from '../../exchange/recording/recording.js';
import type { Verdict } from '../../judge/verdict.js';
import { expectRange } from '../../oracle/expect-range.js';
import { exhaustive, properties } from '../../property/property.js';
import { quotedEvidence } from '../../report/build/report-document.js';
import type { ReportDocument } from '../../report/document/document.js';
import type { Claim, Table } from '../../spec/model/table.js';

type NotApplicable = Extract<Verdict, { kind: 'not-applicable' }>;
type Found = { readonly kind: 'claim'; readonly claim: Claim } | NotApplicable;

/** What is claimed of recorded questions. */
export interface CurrentClaims {
  ofCheck(check: RecordedCheck): Found;
  ofDraw(draw: RecordedDraw): Found;
  /** Null where the property still exists. */
  ofProperty(property: RecordedProperty): NotApplicable | null;
  /** Sources that these claims may cite. */
  readonly evidence: ReportDocument['evidence'];
}

/** The claims of the table at the time of the recording. */
export const recordedClaims: CurrentClaims = {
  ofCheck: ({ claim }) => ({ kind: 'claim', claim }),
  ofDraw: ({ claim }) => ({ kind: 'claim', claim }),
  ofProperty: () => null,
  evidence: {},
};

/**
 * The claims of a table, rows matched by their ids, and those of the oracle for draws. A row that is gone, or that asks
 * something else today, says nothing about a recorded answer.
 */
export function claimsOfTable(table: Table): CurrentClaims {
  const rows = new Map(table.cases.map((row) => [row.id, row]));
  const names = new Set([...properties, exhaustive(0)].map(({ name }) => name));
  return {
    ofCheck({ id, behaviour, request }) {
      const row = rows.get(id);
      if (row === undefined) return notApplicable(`the current table has no row ${id}`);
      const { method, range, headers, object, claims } = row;
      const { query, missing, auth, copyRange } = row;
      const more = {
        ...(query ? { query } : {}),
        ...(missing ? { missing } : {}),
        ...(auth ? { auth } : {}),
        ...(copyRange === undefined ? {} : { copyRange }),
      };
      const same = isDeepStrictEqual({ method, range, headers, object, ...more }, request);
      if (!same) return notApplicable(`the row ${id} of the current table makes another request`);
      return { kind: 'claim', claim: claims[behaviour] };
    },
    ofDraw({ behaviour, request }) {
      return { kind: 'claim', claim: expectRange(request.object.size, request.range, behaviour) };
    },
    ofProperty: ({ name }) => (names.has(name) ? null : notApplicable(`there is no property ${name} any more`)),
    evidence: quotedEvidence(table.evidence),
  };
}

const notApplicable = (reason: string): NotApplicable => ({ kind: 'not-applicable', reason });
