import { readBody } from './body-claim.js';
import type { Outcome } from './outcome.js';
import type { OutcomeInput, RowInput } from './row-schema.js';
import { isMapping } from './schema/mapping.js';
import type { Case, Claim, ObjectSpec, RowLocation } from './table.js';
import type { Behaviour } from './vocabulary.js';

/** A row as it is written, made a case: shared values spread over both behaviours, texts read, defaults filled in. */
export function toCase(row: RowInput, topic: string, location: RowLocation): Case {
  return {
    id: row.id,
    topic,
    title: row.title,
    object: toObject(row.object),
    method: row.method ?? 'GET',
    range: row.range === undefined ? [] : typeof row.range === 'string' ? [row.range] : row.range,
    headers: Object.entries(row.headers ?? {}),
    ...(row.query === undefined ? {} : { query: Object.entries(row.query) }),
    ...(row.missing === undefined ? {} : { missing: row.missing }),
    ...(row.auth === undefined ? {} : { auth: row.auth }),
    claims: { default: toClaim(row, 'default'), standard: toClaim(row, 'standard') },
    facts: row.facts ?? [],
    location,
  };
}

/** An empty object whose key ends with a slash stands for a folder (document of GetObject). */
export const folder: ObjectSpec = { name: 'folder', size: 0, key: 'folder/' };

function toObject(object: RowInput['object']): ObjectSpec {
  if (object === folder.name) return folder;
  if (typeof object === 'string') return { name: object, size: Number(object.slice('bytes-'.length)) };
  const { 'key-bytes': keyBytes, ...rest } = object;
  return { ...rest, ...(keyBytes === undefined ? {} : { keyBytes }) };
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
    body: readBody(input.body),
    ...(input.code === undefined ? {} : { errorCode: input.code }),
    ...(input['content-range'] === undefined ? {} : { contentRange: input['content-range'] }),
    ...(input['content-length'] === undefined ? {} : { contentLength: input['content-length'] }),
    ...(input.fields === undefined ? {} : { fields: input.fields }),
  };
}
