import { setTimeout as wait } from 'node:timers/promises';
import { suiteBinary } from '../endpoints/measure.js';
import { openSite } from '../endpoints/site.js';
import { type LoggedRequest, requestsIn } from './request-log.js';

/** `oss-range serve`, running. It lets everybody read and write, and verifies the signatures of those who sign. */
export interface Endpoint {
  readonly origin: string;
  /** For files that a client writes. */
  readonly folder: string;
  /** Without a signature. @throws Error unless the answer is 200 */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Without a signature; null where there is no such object. */
  get(key: string): Promise<Buffer | null>;
  /** Every request so far, but those of `put` and `get`. */
  requests(): Promise<readonly LoggedRequest[]>;
  stop(): Promise<void>;
}

export const bucket = 'conformance';
export const region = 'cn-hangzhou';
export const credentials = { id: 'real-client', secret: 'real-client-secret' } as const;

/** How often the endpoint is tried while it starts, in ms, and how long in all. */
const pollMs = 20;
const readyWithinMs = 20_000;

/**
 * Starts the embedded endpoint by the command that users have, on a port of its own.
 *
 * @param args more flags of `serve`, such as `--fault NAME`
 * @throws Error with what it printed, where it ends or does not answer in time
 */
export async function startEndpoint(args: readonly string[] = []): Promise<Endpoint> {
  const site = await openSite();
  const origin = `http://127.0.0.1:${site.port}`;
  const flags = ['--port', String(site.port), '--bucket', bucket, '--region', region, '--log', ...args];
  const env = { OSS_ACCESS_KEY_ID: credentials.id, OSS_ACCESS_KEY_SECRET: credentials.secret };
  await site.spawn(process.execPath, [suiteBinary, 'serve', ...flags], env);
  const started = performance.now();
  const isListening = async () => (await site.log()).includes('listening on ');
  while (!(await isListening())) {
    if (site.hasEnded() || performance.now() - started > readyWithinMs) {
      const log = await site.log();
      await site.close();
      throw new Error(`the embedded endpoint did not start: ${log}`);
    }
    await wait(pollMs);
  }
  /** Requests of this very process, which the log has, too. */
  let own = 0;
  const isOwn = ({ path }: LoggedRequest) => path.startsWith(`/${bucket}/${ownFolder}`);
  return {
    origin,
    folder: site.folder,
    async put(key, bytes) {
      const response = await fetch(`${origin}/${bucket}/${key}`, { method: 'PUT', body: new Uint8Array(bytes) });
      if (response.status !== 200) throw new Error(`PUT ${key}: ${response.status} ${await response.text()}`);
    },
    async get(key) {
      const response = await fetch(`${origin}/${bucket}/${key}`);
      const body = Buffer.from(await response.arrayBuffer());
      return response.status === 200 ? body : null;
    },
    async requests() {
      // One process answers one request after another, and logs each as it answers it: once this one has its answer, the
      // log has all before it.
      own += 1;
      const response = await fetch(`${origin}/${bucket}/${ownFolder}${own}`);
      await response.arrayBuffer();
      return requestsIn(await site.log()).filter((request) => !isOwn(request));
    },
    stop: () => site.close(),
  };
}

const ownFolder = 'barrier/';
