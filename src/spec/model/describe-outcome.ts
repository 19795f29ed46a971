import type { FieldClaim, Outcome } from './outcome.js';
import type { Claim } from './table.js';
import type { Method } from './vocabulary.js';

/**
 * An outcome in a few words: `206, bytes 500-999`, `200, the whole object`, `416, InvalidRange`, `200, empty`. The words
 * are canonical: two outcomes that mean the same on an object of `size` bytes read the same, however they are written.
 * To a HEAD the body is what the same GET would bring: `200, no body, as for the whole object`.
 */
export function describeOutcome(outcome: Outcome, size: number, method: Method = 'GET'): string {
  const body = bodyWords(outcome, size);
  const shown = method === 'HEAD' ? `no body, as for ${body}` : body;
  const range = outcome.contentRange;
  const derived = range === undefined || range === derivedContentRange(outcome, size);
  const rangeWords = derived ? [] : [range === null ? 'no Content-Range' : `Content-Range ${range}`];
  return [statusWords(outcome), shown, ...rangeWords, ...fieldWords(outcome)].join(', ');
}

function statusWords({ status, statusLevel }: Outcome): string {
  if (statusLevel === undefined) return `${status}`;
  return statusLevel === 'observed' ? `${status} or another status` : `${status} (${statusLevel})`;
}

function fieldWords({ fields = {} }: Outcome): string[] {
  return Object.entries(fields).map(([name, claim]) =>
    claim === null ? `no ${name}` : `${name}: ${claimWords(claim)}`,
  );
}

/** What a header field says, for a reader. */
export function claimWords(claim: FieldClaim): string {
  if (claim === null) return 'absent';
  return typeof claim === 'string' ? claim : `a value like /${claim.matches}/`;
}

/** The alternatives of a claim in one line, joined by `; or `. */
export function describeClaim(claim: Pick<Claim, 'outcomes'>, size: number, method: Method = 'GET'): string {
  return claim.outcomes.map((outcome) => describeOutcome(outcome, size, method)).join('; or ');
}

/**
 * The Content-Range that follows from status and body: the interval of a 206 (RFC 9110 section 14.4), null for a 200, and
 * undefined where nothing follows, as for a 416.
 */
export function derivedContentRange(outcome: Outcome, size: number): string | null | undefined {
  if (outcome.status === 200) return null;
  if (outcome.status !== 206) return undefined;
  const { body } = outcome;
  if (body.kind === 'slice') return `bytes ${body.first}-${body.last}/${size}`;
  // Each part has its own, and the answer none (RFC 9110 section 15.3.7.2).
  if (body.kind === 'parts') return null;
  return body.kind === 'whole' ? `bytes 0-${size - 1}/${size}` : undefined;
}

/** `parts 0-1, 3-4` */
export function partWords(
  parts: readonly { readonly first: number | bigint; readonly last: number | bigint }[],
): string {
  return `parts ${parts.map(({ first, last }) => `${first}-${last}`).join(', ')}`;
}

function bodyWords({ status, body, errorCode }: Outcome, size: number): string {
  switch (body.kind) {
    case 'error':
      return errorCode ?? 'an error';
    case 'slice':
      return `bytes ${body.first}-${body.last}`;
    case 'parts':
      return partWords(body.parts);
    case 'empty':
      return 'empty';
    case 'whole':
      if (size === 0) return 'empty';
      return status === 206 ? `bytes 0-${size - 1}` : 'the whole object';
  }
}
