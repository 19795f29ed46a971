import type { Outcome } from '../../spec/model/outcome.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';

/** What an endpoint answered to one GET with a Range, in the words of a report. */
export interface ObservedAnswer {
  readonly id: string;
  readonly behaviour: Behaviour;
  /** Complete length of the object, in bytes. */
  readonly size: number;
  readonly range: readonly string[];
  readonly status: number;
  /** `whole`, `a-b`, `empty`, `error`, or another description. */
  readonly body: string;
}

/** An answer in the words in which predictions are compared. No profile states the body of a refusal: servers send a page, the file, or nothing. */
export function observedAnswer({ status, body, size }: ObservedAnswer): string {
  if (status === 416) return '416 error';
  return `${status} ${body === `0-${size - 1}` ? 'whole' : body}`;
}

/** A predicted answer in the same words. */
export function outcomeInWords({ status, body }: Outcome, size: number): string {
  if (body.kind !== 'slice') return `${status} ${body.kind}`;
  return `${status} ${body.first === 0 && body.last === size - 1 ? 'whole' : `${body.first}-${body.last}`}`;
}
