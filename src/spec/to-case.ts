import { readBodyClaim } from './body-claim.js';
import type { Outcome } from './outcome.js';
import type { OutcomeInput, RowInput } from './row-schema.js';
import { isMapping } from './schema/mapping.js';
import type { Case, Claim, RowLocation } from './table.js';
import type { Behaviour } from './vocabulary.js';

/** A row as it is written, made a case: shared values spread over both behaviours, texts read, defaults filled in. */
export function toCase(row: RowInput, topic: string, location: RowLocation): Case {
  return {
    id: row.id,
    topic,
    title: row.title,
    object: { name: row.object, size: Number(row.object.slice('bytes-'.length)) },
    method: row.method ?? 'GET',
    range: row.range === undefined ? [] : typeof row.range === 'string' ? [row.range] : row.range,
    headers: Object.entries(row.headers ?? {}),
    claims: { default: toClaim(row, 'default'), standard: toClaim(row, 'standard') },
    facts: row.facts ?? [],
    location,
  };
}

function toClaim(row: RowInput, behaviour: Behaviour): Claim {
  const expectation = row.expect[behaviour];
  const why = isMapping(row.why) ? row.why[behaviour] : row.why;
  return {
    level: isMapping(row.level) ? row.level[behaviour] : row.level,
    evidence: Array.isArray(row.evidence) ? row.evidence : row.evidence[behaviour],
    outcomes: ('oneOf' in expectation ? expectation.oneOf : [expectation]).map(toOutcome),
    ...(why === undefined ? {} : { why }),
  };
}

function toOutcome(input: OutcomeInput): Outcome {
  return {
    status: input.status,
    body: readBodyClaim(input.body),
    ...(input.code === undefined ? {} : { errorCode: input.code }),
    ...(input['content-range'] === undefined ? {} : { contentRange: input['content-range'] }),
    ...(input['content-length'] === undefined ? {} : { contentLength: input['content-length'] }),
  };
}
