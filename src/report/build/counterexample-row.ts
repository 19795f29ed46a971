import { expectRange } from '../../oracle/expect-range.js';
import type { Draw } from '../../property/family.js';
import type { Claim } from '../../spec/model/table.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import { toRow } from '../../spec/read/to-row.js';

/** A draw as a row of the table, with what the oracle expects of it under both behaviours, ready to paste. */
export function counterexampleRow(family: string, { size, range }: Draw): string {
  return toRow({
    id: `${family}/${drawSlug({ size, range })}`,
    title: `${JSON.stringify(range)} on ${size} bytes, found by a property`,
    object: { name: `bytes-${size}`, size },
    range: [range],
    claims: { default: drawnClaim(size, [range], 'default'), standard: drawnClaim(size, [range], 'standard') },
  });
}

/** A draw in the letters that an id may have. */
export function drawSlug({ size, range }: Draw): string {
  const slug = range
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${slug === '' ? 'empty' : slug}-of-${size}`;
}

/** What the rule claims of a draw, as a row writes it: why only where the evidence leaves several outcomes open. */
export function drawnClaim(size: number, range: readonly string[], behaviour: Behaviour): Claim {
  const { level, evidence, outcomes, why } = expectRange(size, range, behaviour);
  return { level, evidence, outcomes, ...(outcomes.length > 1 ? { why } : {}) };
}
