import type { Outcome } from '../spec/model/outcome.js';
import type { Method } from '../spec/model/vocabulary.js';

/** What an outcome means on the wire. */
export interface DerivedAnswer {
  readonly status: number;
  /** The interval of the object that the body is; null where the body is an error document or has parts. `last` is `first - 1` for no bytes. */
  readonly bytes: { readonly first: number; readonly last: number } | null;
  /** Bytes of body for a GET, and what Content-Length says for a HEAD; null where the source does not tell. */
  readonly length: number | null;
  /** Whether Content-Length must be there. */
  readonly lengthShown: boolean;
  /** The exact Content-Range; null: absent; undefined: no source tells. */
  readonly contentRange: string | null | undefined;
  readonly errorCode: string | null;
  /** Whether a body is sent at all. */
  readonly hasBody: boolean;
}

/**
 * Derives Content-Length, Content-Range and the body from status and slice, so that rows need not repeat them:
 * a 206 names its interval and the complete length, a 200 has no Content-Range (vendor transcripts of ignored ranges),
 * a 416 may have one (no source tells).
 *
 * @param size complete length in bytes
 */
export function deriveAnswer(outcome: Outcome, method: Method, size: number): DerivedAnswer {
  const bytes = bytesOf(outcome, size);
  const length = outcome.contentLength ?? (bytes === null ? null : bytes.last - bytes.first + 1);
  return {
    status: outcome.status,
    bytes,
    length,
    lengthShown: outcome.contentLength !== undefined,
    contentRange: outcome.contentRange !== undefined ? outcome.contentRange : derivedRange(outcome, bytes, size),
    errorCode: outcome.errorCode ?? null,
    hasBody: method !== 'HEAD',
  };
}

function bytesOf(outcome: Outcome, size: number): DerivedAnswer['bytes'] {
  switch (outcome.body.kind) {
    case 'whole':
      return { first: 0, last: size - 1 };
    case 'empty':
      return { first: 0, last: -1 };
    case 'slice':
      return { first: outcome.body.first, last: outcome.body.last };
    case 'parts':
    case 'error':
      return null;
  }
}

function derivedRange(outcome: Outcome, bytes: DerivedAnswer['bytes'], size: number): string | null | undefined {
  if (outcome.body.kind === 'parts') return null;
  if (bytes === null) return undefined;
  return outcome.status === 206 ? `bytes ${bytes.first}-${bytes.last}/${size}` : null;
}
