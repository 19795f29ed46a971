import { readRange } from '../../oracle/range-grammar.js';
import type { Slice } from '../../oracle/select-slice.js';
import type { BodyClaim, FieldClaim, Outcome } from '../../spec/model/outcome.js';
import type { Case } from '../../spec/model/table.js';
import { slicesOf } from './range-form.js';
import type { Transcript } from './transcript.js';

/**
 * What an outcome of a row claims for the request of a transcript of the same kind: the bytes that this range selects, of
 * this object, and the values that this request names.
 */
export function transferOutcome(outcome: Outcome, row: Case, transcript: Transcript): Outcome {
  const { contentLength, contentRange, fields, ...rest } = outcome;
  const body = transferBody(outcome.body, row, transcript);
  const isSized = contentLength !== undefined && transcript.object.size !== null;
  return {
    ...rest,
    body,
    ...(contentRange === undefined ? {} : { contentRange: transferRange(contentRange, body, transcript) }),
    ...(isSized ? { contentLength: contentLength + lengthOf(body, transcript) - lengthOf(outcome.body, row) } : {}),
    ...(fields === undefined ? {} : { fields: transferFields(fields, row, transcript) }),
  };
}

interface Ranged {
  readonly range: readonly string[];
  readonly copyRange?: string;
  readonly size: number;
}

const rangedRow = (row: Case): Ranged => ({ ...row, size: row.object.size });
const rangedTranscript = ({ request, object }: Transcript): Ranged => ({ ...request, size: object.size ?? 1 });

/** A slice keeps its distance from what its range selects: what is wrong by one byte stays wrong by one byte. */
function transferBody(body: BodyClaim, row: Case, transcript: Transcript): BodyClaim {
  if (body.kind !== 'slice' && body.kind !== 'parts') return body;
  const from = selectedBy(rangedRow(row));
  const to = selectedBy(rangedTranscript(transcript));
  if (body.kind === 'slice') {
    const [here, there] = [from[0], to[0]];
    return here && there ? { kind: 'slice', ...moved(body, here, there) } : body;
  }
  const same = body.parts.length === from.length && from.every((slice, index) => isSame(slice, body.parts[index]));
  return same ? { kind: 'parts', parts: to } : body;
}

const moved = (slice: Slice, from: Slice, to: Slice): Slice => ({
  first: to.first + slice.first - from.first,
  last: to.last + slice.last - from.last,
});

const isSame = (one: Slice, other: Slice | undefined): boolean => one.first === other?.first && one.last === other.last;

/** What each element of a range selects; none where it selects nothing. */
function selectedBy({ range, copyRange, size }: Ranged): Slice[] {
  return slicesOf(readRange(copyRange === undefined ? range : [copyRange]), size);
}

/** A Content-Range of the row's own numbers is that of the same bytes. */
function transferRange(contentRange: string | null, body: BodyClaim, { object }: Transcript): string | null {
  if (contentRange === null || object.size === null || !/^bytes \d/.test(contentRange)) return contentRange;
  return body.kind === 'slice' ? `bytes ${body.first}-${body.last}/${object.size}` : contentRange;
}

/** A value that the request of the row names (the type of its object, a parameter) is the one that this request names. */
function transferFields(
  fields: NonNullable<Outcome['fields']>,
  { object, query = [] }: Case,
  { object: read, request }: Transcript,
): NonNullable<Outcome['fields']> {
  const values = new Map<string, string>();
  if (object.type !== undefined && read.type !== undefined) values.set(object.type, read.type);
  for (const [name, value] of query) {
    const requested = request.query.find(([other]) => other === name)?.[1];
    if (value !== null && requested !== undefined && requested !== null) values.set(value, requested);
  }
  const transfer = (claim: FieldClaim): FieldClaim =>
    typeof claim === 'string' ? (values.get(claim) ?? claim) : claim;
  return Object.fromEntries(Object.entries(fields).map(([name, claim]) => [name, transfer(claim)]));
}

/** In bytes. */
function lengthOf(body: BodyClaim, { object }: { readonly object: { readonly size: number | null } }): number {
  if (body.kind === 'slice') return body.last - body.first + 1;
  return body.kind === 'whole' ? (object.size ?? 0) : 0;
}
