import { readBody } from '../model/body-claim.js';
import type { Outcome } from '../model/outcome.js';
import { namesSize, resolveSizes } from '../model/size-template.js';
import type { Case, Claim, ObjectSpec, RowLocation } from '../model/table.js';
import type { Behaviour } from '../model/vocabulary.js';
import { isMapping } from '../schema/mapping.js';
import type { ExpectationInput, OutcomeInput, RowInput } from '../schema/row-schema.js';

/** A row as it is written, made a case: shared values spread over both behaviours, texts read, defaults filled in. */
export function toCase(row: RowInput, topic: string, location: RowLocation): Case {
  const object = toObject(row.object);
  const { range, expect } = row;
  const written = { ...(range === undefined ? {} : { range }), expect };
  return {
    id: row.id,
    topic,
    title: row.title,
    object,
    method: row.method ?? 'GET',
    range: toLines(resolveSizes(range, object.size)),
    headers: Object.entries(row.headers ?? {}),
    ...(row.query === undefined ? {} : { query: Object.entries(row.query) }),
    ...(row.missing === undefined ? {} : { missing: row.missing }),
    ...(row.auth === undefined ? {} : { auth: row.auth }),
    ...(row['copy-range'] === undefined ? {} : { copyRange: row['copy-range'] }),
    claims: {
      default: toClaim(row, 'default', object.size),
      standard: toClaim(row, 'standard', object.size),
    },
    facts: row.facts ?? [],
    location,
    ...(namesSize(written) ? { relative: written } : {}),
  };
}

/**
 * The same row on an object of another size. Where it says nothing of sizes, all it says stays as it is; whether that is
 * still the same row, the rules of the table tell.
 */
export function atSize(row: Case, object: ObjectSpec): Case {
  const { relative } = row;
  if (relative === undefined) return { ...row, object };
  const { range, expect } = resolveSizes(relative, object.size);
  const claim = (behaviour: Behaviour): Claim => ({
    ...row.claims[behaviour],
    outcomes: outcomesOf(expect[behaviour]),
  });
  return { ...row, object, range: toLines(range), claims: { default: claim('default'), standard: claim('standard') } };
}

function toLines(range: RowInput['range']): readonly string[] {
  if (range === undefined) return [];
  return typeof range === 'string' ? [range] : range;
}

/** An empty object whose key ends with a slash stands for a folder (document of GetObject). */
export const folder: ObjectSpec = { name: 'folder', size: 0, key: 'folder/' };

function toObject(object: RowInput['object']): ObjectSpec {
  if (object === folder.name) return folder;
  if (typeof object === 'string') return { name: object, size: Number(object.slice('bytes-'.length)) };
  const { 'key-bytes': keyBytes, ...rest } = object;
  return { ...rest, ...(keyBytes === undefined ? {} : { keyBytes }) };
}

function toClaim(row: RowInput, behaviour: Behaviour, size: number): Claim {
  const why = isMapping(row.why) ? row.why[behaviour] : row.why;
  return {
    level: isMapping(row.level) ? row.level[behaviour] : row.level,
    evidence: Array.isArray(row.evidence) ? row.evidence : row.evidence[behaviour],
    outcomes: outcomesOf(resolveSizes(row.expect[behaviour], size)),
    ...(why === undefined ? {} : { why }),
  };
}

function outcomesOf(expectation: ExpectationInput): Outcome[] {
  return ('oneOf' in expectation ? expectation.oneOf : [expectation]).map(toOutcome);
}

function toOutcome(input: OutcomeInput): Outcome {
  return {
    status: input.status,
    ...(input['status-level'] === undefined ? {} : { statusLevel: input['status-level'] }),
    body: readBody(input.body),
    ...(input.code === undefined ? {} : { errorCode: input.code }),
    ...(input['content-range'] === undefined ? {} : { contentRange: input['content-range'] }),
    ...(input['content-length'] === undefined ? {} : { contentLength: Number(input['content-length']) }),
    ...(input.fields === undefined ? {} : { fields: input.fields }),
  };
}
