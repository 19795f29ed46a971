import { parentPort, workerData } from 'node:worker_threads';
import { createFaultRunner, type ScoreSettings } from './run-fault.js';

/** Runs the suite against one fault after another on a thread of its own, in the order in which their names come. */
const run = createFaultRunner(workerData as ScoreSettings);
parentPort?.on('message', async (name: string) => parentPort?.postMessage(await (await run)(name)));
