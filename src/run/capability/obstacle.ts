import type { Exchange } from '../../exchange/exchange.js';
import type { Cause, Verdict } from '../../judge/verdict.js';
import type { Capability } from '../../spec/model/capability.js';

/** What stops an object from being made. `lacking`: the target says, or shows, that it cannot do such a thing. */
export type Obstacle =
  | {
      readonly kind: 'lacking';
      readonly capability: Capability;
      readonly reason: string;
      /** Its profile says that it can. */
      readonly promised?: boolean;
    }
  | { readonly kind: 'failed'; readonly cause: Cause; readonly exchange: Exchange };

/** Thrown where a step of making something meets an obstacle; never leaves the maker. */
export class Obstruction extends Error {
  override readonly name = 'Obstruction';
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(obstacle.kind);
    this.obstacle = obstacle;
  }
}

/** The verdict on what could not be asked. */
export function verdictOn(obstacle: Obstacle): Extract<Verdict, { kind: 'inconclusive' | 'not-applicable' }> {
  if (obstacle.kind === 'failed') return { kind: 'inconclusive', cause: obstacle.cause };
  const { capability, reason, promised } = obstacle;
  if (promised) {
    const message = `the target is declared to have ${capability}, and ${reason}`;
    return { kind: 'inconclusive', cause: { kind: 'setup', message } };
  }
  return { kind: 'not-applicable', reason: `the target lacks ${capability}: ${reason}` };
}

/** What to throw where a target shows that it cannot do something. */
export function lacking(capability: Capability, reason: string): Obstruction {
  return new Obstruction({ kind: 'lacking', capability, reason });
}
