import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Target } from '../../driver/target/target.js';
import type { ReferenceEndpointOptions } from '../../reference/server/endpoint-options.js';

/** A target, and what ends with it. */
export interface OpenTarget {
  readonly target: Target;
  /** Whether it is the endpoint that comes with this package, started for this purpose alone. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

/** How reports call the endpoint that comes with this package. */
export const embeddedName = 'embedded endpoint';

const bucket = 'conformance';
const region = 'cn-hangzhou';

/**
 * Starts the reference endpoint on a free port of loopback, with an access key of its own; requests are signed with V4.
 * It has a thread of its own, so that asking and answering share the two cores of a small machine instead of one.
 */
export async function startEmbedded(): Promise<OpenTarget> {
  const credentials = {
    accessKeyId: randomBytes(12).toString('hex'),
    accessKeySecret: randomBytes(24).toString('hex'),
  };
  const options: ReferenceEndpointOptions = {
    bucket,
    region,
    credentials: [credentials],
    acl: 'private',
    versioning: true,
  };
  const worker = new Worker(new URL('./embedded-worker.js', import.meta.url), { workerData: options });
  const [url] = await once(worker, 'message');
  const target: Target = {
    name: embeddedName,
    endpoint: new URL(String(url)),
    bucket,
    region,
    addressing: 'path',
    auth: 'oss-v4',
    credentials,
    // Its buckets have directories besides the flat namespace.
    capabilities: { 'hierarchical-namespace': true },
  };
  const close = async (): Promise<void> => {
    await worker.terminate();
  };
  return { target, embedded: true, close };
}
