import type { RealServer } from '../real-server.js';
import { openSite, type Site } from '../site.js';
import { isReady } from './ready.js';

/** A server that answers. */
export interface RunningServer {
  readonly server: RealServer;
  readonly site: Site;
  readonly origin: string;
  /** From the start of its first process until it answered, in ms. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** How often a server is started anew, on another port: another process may have taken the first one. */
const attempts = 3;

/** How often it is asked whether it is ready, in ms. */
const pollMs = 50;

/** In ms; a Ceph cluster needs about 16 s on two cores that do nothing else. */
const readyWithinMs = 120_000;

/**
 * Starts a server and waits until it answers.
 *
 * @throws Error with the end of its log, where it ends or does not answer in time
 */
export async function startServer(server: RealServer): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const site = await openSite();
    try {
      return await startAt(server, site);
    } catch (error) {
      await site.close();
      if (attempt === attempts) throw error;
    }
  }
}

async function startAt(server: RealServer, site: Site): Promise<RunningServer> {
  const started = performance.now();
  const origin = `http://127.0.0.1:${site.port}`;
  await server.start(site);
  while (!(await isReady(server, origin))) {
    const isLate = performance.now() - started > readyWithinMs;
    if (site.hasEnded() || isLate) {
      const log = (await site.log()).trim().split('\n').slice(-8).join('\n');
      throw new Error(`${server.name} ${isLate ? 'does not answer' : 'has ended'}: ${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return { server, site, origin, startMs: performance.now() - started, stop: () => site.close() };
}
