import type { BodyClaim } from './outcome.js';

/** Reads `whole`, `empty`, `error` or a slice `a-b`, a text that the schema has let through. */
export function readBodyClaim(text: string): BodyClaim {
  if (text === 'whole' || text === 'empty' || text === 'error') return { kind: text };
  const [first, last] = text.split('-').map(Number);
  return { kind: 'slice', first: first ?? Number.NaN, last: last ?? Number.NaN };
}

/** Writes a body as rows do; the inverse of {@link readBodyClaim}. */
export function writeBodyClaim(body: BodyClaim): string {
  return body.kind === 'slice' ? `${body.first}-${body.last}` : body.kind;
}
