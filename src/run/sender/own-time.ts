import { performance } from 'node:perf_hooks';
import type { Sender } from './sender.js';

/** The time that requests of one property took, without that in which they waited for their turn. */
export interface OwnTime {
  /** The same asker, whose requests are counted. */
  over(send: Sender): Sender;
  /** In ms; what went on at the same time counts once. */
  ms(): number;
}

export function createOwnTime(): OwnTime {
  let total = 0;
  let counted = 0;
  return {
    over: (send) => async (request) => {
      const exchange = await send(request);
      const end = performance.now();
      total += Math.max(0, end - Math.max(counted, end - exchange.durationMs));
      counted = end;
      return exchange;
    },
    ms: () => total,
  };
}
