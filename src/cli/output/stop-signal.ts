import { exitCodes } from '../../gate/exit-code.js';
import { count } from '../../report/text/quantity.js';
import { tell } from './print.js';

export interface StopWords {
  /** Told at the first signal. */
  readonly stopping: string;
  /** The journal, and how many keys it names; null where nothing was written. */
  readonly journal?: () => { readonly path: string; readonly keys: number } | null;
}

/** What a command tells that removes what it wrote. */
export const removing = 'stopping and removing written objects; press again to quit';

/**
 * A signal that is aborted on the first SIGINT or SIGTERM, so that a command can tidy up; it tells at once that it does. The
 * second one ends the process at once, and tells what is left.
 */
export function stopSignal(words?: StopWords): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) {
      const left = words?.journal?.() ?? null;
      if (left !== null) {
        tell(`up to ${count(left.keys, 'object')} left behind, listed in ${left.path}; oss-range clean removes them`);
      }
      process.exit(exitCodes.inconclusive);
    }
    if (words) tell(words.stopping);
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    },
  };
}
