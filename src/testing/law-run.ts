import { createDriver, type Driver } from '../driver/driver.js';
import type { PropertyReport } from '../report/document.js';
import { createAsker } from '../run/asker.js';
import { makePlan } from '../run/plan.js';
import { createScratchKeys } from '../run/scratch-keys.js';
import { createSession } from '../run/session.js';
import { createStoredObjects } from '../run/stored-objects.js';
import { createTargetClock } from '../run/target-clock.js';
import { readTable } from '../spec/read-table.js';
import { addressOf } from '../target/address.js';
import type { Target } from '../target/target.js';
import { targetAuthenticator } from '../target/target-authenticator.js';

export interface PropertyRunOptions {
  readonly seed?: number;
  readonly runs?: number;
  readonly budgetMs?: number;
  readonly exhaustive?: number;
  readonly signal?: AbortSignal;
}

/** Runs properties against a target in this process, hardly waiting before a request is repeated. */
export async function runProperties(
  target: Target,
  cases: readonly string[],
  { seed = 1, runs = 60, budgetMs, exhaustive, signal = new AbortController().signal }: PropertyRunOptions = {},
): Promise<{ reports: PropertyReport[]; leftovers: string[]; requests: number }> {
  const behaviours = ['default', 'standard'] as const;
  const plan = makePlan(await readTable(), { behaviours, cases, level: 'observed', seed, runs, exhaustive });
  const { auth } = target;
  const clock = createTargetClock();
  const authenticate = targetAuthenticator(target, clock.now);
  const open = (connections: number): Driver =>
    createDriver({
      origin: addressOf(target, null).origin,
      connections,
      secrets: [],
      deadlines: { connectMs: 4_000, firstByteMs: 4_000 },
      retry: { baseMs: 1 },
    });
  const [many, one] = [open(8), open(1)];
  const ask = createAsker(target, many, authenticate, clock);
  const objects = createStoredObjects({ ask, prefix: 'laws/', bucket: target.bucket, all: plan.objects });
  const keys = createScratchKeys(ask, 'laws/');
  const repro = { auth, targetFlags: '' };
  const askInLine = createAsker(target, one, authenticate, clock);
  const session = createSession({ plan, ask, askInLine, objects, keys, repro, target, signal, budgetMs });
  const reports = await Promise.all(plan.properties.map((planned) => session.property(planned)));
  const leftovers = [...(await objects.remove()), ...(await keys.remove())];
  await Promise.all([many.close(), one.close()]);
  return { reports, leftovers, requests: many.totals.requests + one.totals.requests };
}
