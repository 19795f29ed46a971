import { parentPort, workerData } from 'node:worker_threads';
import type { ReferenceEndpointOptions } from '../../reference/server/endpoint-options.js';
import { createReferenceEndpoint } from '../../reference/server/server.js';

/** Runs the reference endpoint on a thread of its own and tells its URL once it listens. */
const endpoint = await createReferenceEndpoint(workerData as ReferenceEndpointOptions);
parentPort?.postMessage(endpoint.url);
