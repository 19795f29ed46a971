import { readRange } from '../../oracle/range-grammar.js';
import { situationOf } from '../../oracle/situation-of.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { Case, ObjectSpec } from '../../spec/model/table.js';
import { behaviours, largestParted } from '../../spec/model/vocabulary.js';
import { atSize } from '../../spec/read/to-case.js';

/**
 * The rows that can run on an existing object, rewritten for that object. A row can run on it if
 * it asks for a plain object by its key, and where its Range means the same on both sizes: the same rule applies, and
 * every interval it claims lies inside. Rows that have become the same request stand once, as the first of them.
 */
export function rowsForObject(cases: readonly Case[], object: ObjectSpec): Case[] {
  const rows = new Map<string, Case>();
  for (const row of cases) {
    const moved = isAboutAnyObject(row) ? atSize(row, object) : null;
    if (moved === null || !meansTheSame(row, moved)) continue;
    const { method, range, headers, query, auth } = moved;
    const request = JSON.stringify([method, range, headers, query, auth]);
    if (!rows.has(request)) rows.set(request, moved);
  }
  return [...rows.values()];
}

/** Not one about its key, its type or how it was made, nor about an address that leads nowhere. */
const isAboutAnyObject = ({ object, missing, copyRange, claims }: Case): boolean =>
  missing === undefined &&
  copyRange === undefined &&
  Object.keys(object).every((key) => key === 'name' || key === 'size') &&
  behaviours.every((behaviour) => claims[behaviour].outcomes.every(saysNothingOfMaking));

const saysNothingOfMaking = ({ fields = {} }: Outcome): boolean =>
  Object.keys(fields).every((name) => name.toLowerCase() !== 'x-oss-object-type');

function meansTheSame(row: Case, moved: Case): boolean {
  const [before, after] = [row.object.size, moved.object.size];
  if ((before === 0) !== (after === 0)) return false;
  if (situationsOf(before, row.range) !== situationsOf(after, moved.range)) return false;
  return behaviours.every((behaviour) => {
    const outcomes = row.claims[behaviour].outcomes;
    return moved.claims[behaviour].outcomes.every((outcome, index) => {
      const original = outcomes[index];
      return original !== undefined && claimsTheSame(original, before, outcome, after);
    });
  });
}

/** What the Range is to an object of a size, and each element of a list: one behind the end may spoil the others. */
function situationsOf(size: number, lines: readonly string[]): string {
  const reading = readRange(lines);
  const elements = reading.kind === 'list' ? reading.elements.map((element) => readRange([`bytes=${element}`])) : [];
  return [reading, ...elements].map((each) => situationOf(size, each)).join(' ');
}

/** What ended with the object still does; lengths and totals that were those of the body and of the object still are. */
function claimsTheSame(original: Outcome, before: number, outcome: Outcome, after: number): boolean {
  if (outcome.body.kind === 'parts' && after > largestParted) return false;
  const originals = intervalsOf(original);
  const fits = intervalsOf(outcome).every(({ first, last }, index) => {
    const endedWithIt = originals[index]?.last === before - 1;
    return first >= 0 && first <= last && last < after && endedWithIt === (last === after - 1);
  });
  if (!fits) return false;
  const wasLength = original.contentLength === lengthOf(original, before);
  if (wasLength && outcome.contentLength !== lengthOf(outcome, after)) return false;
  return totalOf(original) === before ? totalOf(outcome) === after : totalOf(original) === totalOf(outcome);
}

function intervalsOf({ body }: Outcome): readonly { readonly first: number; readonly last: number }[] {
  return body.kind === 'slice' ? [body] : body.kind === 'parts' ? body.parts : [];
}

function lengthOf({ body }: Outcome, size: number): number | undefined {
  if (body.kind === 'slice') return body.last - body.first + 1;
  return body.kind === 'whole' ? size : undefined;
}

/** The complete length that a claimed Content-Range names. */
function totalOf({ contentRange }: Outcome): number | undefined {
  const total = /\/(\d+)$/.exec(contentRange ?? '')?.[1];
  return total === undefined ? undefined : Number(total);
}
