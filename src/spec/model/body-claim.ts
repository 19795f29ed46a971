import type { BodyClaim, Interval } from './outcome.js';

/** Reads `whole`, `empty`, `error` or a slice `a-b`, a text that the schema has let through. */
function readBodyClaim(text: string): BodyClaim {
  if (text === 'whole' || text === 'empty' || text === 'error') return { kind: text };
  return { kind: 'slice', ...readInterval(text) };
}

/** Reads what a row has as its body: a text, or the list of its parts. */
export function readBody(body: string | { readonly parts: readonly string[] }): BodyClaim {
  return typeof body === 'string' ? readBodyClaim(body) : { kind: 'parts', parts: body.parts.map(readInterval) };
}

/** Writes a body as rows do; the inverse of {@link readBody}. */
export function writeBodyClaim(body: BodyClaim): string | { readonly parts: readonly string[] } {
  if (body.kind === 'parts') return { parts: body.parts.map(({ first, last }) => `${first}-${last}`) };
  return body.kind === 'slice' ? `${body.first}-${body.last}` : body.kind;
}

function readInterval(text: string): Interval {
  const [first, last] = text.split('-').map(Number);
  return { first: first ?? Number.NaN, last: last ?? Number.NaN };
}
