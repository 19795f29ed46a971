import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { SuiteError } from '../../suite-error.js';
import type { FaultResult } from './fault-result.js';
import type { ScoreSettings } from './run-fault.js';

export interface RunFaultsOptions extends ScoreSettings {
  /** Threads, each of which asks and answers. */
  readonly workers: number;
  /** Told of each result as it comes. */
  readonly onResult: (result: FaultResult) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs the suite against every fault of the names. What comes back is in their order.
 *
 * @throws SuiteError `interrupted`; the error of a thread that fails
 */
export async function runFaults(names: readonly string[], options: RunFaultsOptions): Promise<FaultResult[]> {
  const { workers: count, onResult, signal, ...settings } = options;
  const results: FaultResult[] = [];
  const waiting = [...names.entries()];
  const workers = Array.from(
    { length: Math.min(count, names.length) },
    () => new Worker(new URL('./score-worker.js', import.meta.url), { workerData: settings }),
  );
  const drain = async (worker: Worker): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, name] = next;
      worker.postMessage(name);
      const [result] = (await once(worker, 'message', { signal })) as [FaultResult];
      results[index] = result;
      onResult(result);
    }
  };
  try {
    await Promise.all(workers.map(drain));
  } catch (error) {
    throw signal.aborted ? new SuiteError('interrupted', 'the score was interrupted', { cause: error }) : error;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}
