import { createDriver, type Driver } from '../../driver/driver/driver.js';
import { addressOf } from '../../driver/target/address/address.js';
import type { Target } from '../../driver/target/target.js';
import { targetAuthenticator } from '../../driver/target/target-authenticator.js';
import type { PropertyReport } from '../../report/document/document.js';
import { createScratchKeys } from '../../run/objects/scratch-keys.js';
import { createStoredObjects } from '../../run/objects/stored-objects.js';
import { makePlan } from '../../run/plan/make-plan.js';
import { propertyCatalogue } from '../../run/plan/property-catalogue.js';
import { ownFolder } from '../../run/sender/own-key.js';
import { createSender } from '../../run/sender/sender.js';
import { createTargetClock } from '../../run/sender/target-clock.js';
import { createSession } from '../../run/session.js';
import { readTable } from '../../spec/read/read-table.js';

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
  const plan = makePlan(
    await readTable(),
    { behaviours, cases, level: 'observed', seed, runs, exhaustive },
    propertyCatalogue,
  );
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
  const send = createSender(target, many, authenticate, clock, 'laws/');
  const folder = ownFolder('laws/');
  const objects = createStoredObjects({ send, folder, bucket: target.bucket, all: plan.objects });
  const keys = createScratchKeys(send, folder);
  const repro = { auth, targetFlags: '' };
  const sendInLine = createSender(target, one, authenticate, clock, 'laws/');
  const session = createSession({ plan, send, sendInLine, objects, keys, repro, target, signal, budgetMs });
  const reports = await Promise.all(plan.properties.map((planned) => session.property(planned)));
  const leftovers = [...(await objects.remove()), ...(await keys.remove())];
  await Promise.all([many.close(), one.close()]);
  return { reports, leftovers, requests: many.totals.requests + one.totals.requests };
}
