import type { ContentObject } from '../content/content-object.js';
import { layOut } from '../content/place-objects.js';
import type { WireTotals } from '../driver/driver/totals.js';
import type { Target } from '../driver/target/target.js';
import type { Exchange } from '../exchange/exchange.js';
import type { KeepLine } from '../exchange/recording/recording.js';
import { controlLength } from '../judge/judge-control.js';
import { reproContext } from '../report/build/repro-flags.js';
import { targetReport } from '../report/build/target-report.js';
import type { CheckReport, ClientReport } from '../report/document/document.js';
import { SuiteError } from '../suite-error.js';
import type { OpenClient } from './client/open-client.js';
import { diagnose } from './diagnosis/diagnose.js';
import { type Journal, journalled } from './objects/journal.js';
import { createScratchKeys } from './objects/scratch-keys.js';
import { createStoredObjects, type StoredObject, type StoredObjects } from './objects/stored-objects.js';
import type { Plan } from './plan/plan.js';
import { createBodyTimeout } from './sender/body-timeout.js';
import { type OpenSender, openSender } from './sender/open-sender.js';
import { createOutageDetector } from './sender/outage-detector.js';
import { ownFolder } from './sender/own-key.js';
import { createTargetClock } from './sender/target-clock.js';
import { createSession, type Session } from './session.js';

export interface OpenOptions {
  readonly target: Target;
  readonly plan: Plan;
  /** Below this the run makes a folder of its own with a random name. */
  readonly prefix: string;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Time for connecting and for the first byte of an answer, in ms. */
  readonly timeoutMs: number;
  /** Whether the target is the endpoint that comes with this package. */
  readonly embedded: boolean;
  readonly createBucket: boolean;
  /** The one object that is read, where it is there already: then nothing is written. */
  readonly existingObject?: StoredObject | undefined;
  /** Is given every judged exchange. */
  readonly keep?: KeepLine | undefined;
  /** Records every key before it is written. */
  readonly journal?: Journal | undefined;
  /** Ends the run early once it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** How long properties go on drawing, in ms; 0: once. */
  readonly budgetMs?: number | undefined;
}

/** A run that can put questions. */
export interface OpenRun {
  readonly session: Session;
  /** Everything that is written lies below this; empty where nothing is written. */
  readonly prefix: string;
  /** What the target was found to lack, and how that showed. */
  readonly lacks: StoredObjects['lacks'];
  /** What keeps the target from being of any use since some time; null where nothing does. */
  outage(): SuiteError | null;
  /** By how much the clock of the target differed from that of this machine where requests had to follow it, in ms; else 0. */
  clockOffsetMs(): number;
  /** What went over all connections so far. */
  traffic(): OpenSender['traffic'];
  /**
   * Stores the smallest object, which shows whether the rest can work. To be called before any question is put.
   *
   * @throws SuiteError `endpoint-unreachable`, `endpoint-refused`, `bucket-missing`, `object-upload-failed`
   */
  prepare(): Promise<void>;
  /** Puts the checks of the plan through a client; `checks` are their reports. */
  throughClient(client: OpenClient, checks: readonly CheckReport[]): Promise<ClientReport>;
  /** The error that an object which is not the suite's own has changed meanwhile; null where none has. */
  change(): Promise<SuiteError | null>;
  /** Removes what was written and closes the connections. Tells the keys that could not be removed. */
  close(): Promise<string[]>;
}

/** Not every target can keep an empty object or an unusual key; whether it does is for the rows to tell. */
const isPlain = ({ size, key, keyBytes, made }: ContentObject): boolean =>
  size > 0 && key === undefined && keyBytes === undefined && made === undefined;

/** In bytes. A target that drips sends fewer than these as any other does. */
const tellingSize = 1000;

/** The object that is stored first. Where every other is made in a way that a target may lack, one more byte is put. */
const firstOf = (objects: readonly ContentObject[]): ContentObject =>
  objects.find(isPlain) ?? objects.find(({ made }) => made === undefined) ?? layOut([{ name: 'bytes-1', size: 1 }])[0]!;

/**
 * A run at which nothing was sent yet.
 *
 * @throws SuiteError `credentials-missing`
 */
export async function createRun(options: OpenOptions): Promise<OpenRun> {
  const { target, plan, embedded, existingObject, journal } = options;
  // Loading takes the thread from requests that are under way, so it comes before any is sent.
  if (plan.properties.length > 0) await import('./property/property-session.js');
  const clock = createTargetClock();
  const watch = createOutageDetector({
    connections: options.concurrency,
    signal: options.signal ?? new AbortController().signal,
    explain: (exchange) => withoutRanges(diagnose(target, { exchange }), exchange),
  });
  const bodyTimeout = createBodyTimeout(options.timeoutMs);
  const settings = { ...options, prefix: existingObject ? null : options.prefix, clock };
  const inFlight = openSender(target, { ...settings, bodyTimeout });
  const inLine = openSender(target, { ...settings, bodyTimeout, concurrency: 1 });
  // A connection of its own: on the others a probe would wait behind everything that is planned.
  const probing = openSender(target, { ...settings, concurrency: 1 });
  const senders = [inFlight, inLine, probing];
  const send = watch.over(journalled(inFlight.send, journal));
  const folder = ownFolder(options.prefix);
  const existing = existingObject && (await import('./objects/existing-object.js'));
  const objects =
    existingObject && existing
      ? existing.existingObjects(existingObject, { send, bucket: target.bucket }, target.capabilities)
      : createStoredObjects({
          send,
          folder,
          bucket: target.bucket,
          all: plan.objects,
          journal,
          declared: target.capabilities,
        });
  const keys = createScratchKeys(send, folder);
  const tapped: WireTotals = { requests: 0, bytesSent: 0, bytesReceived: 0 };
  const repro = reproContext(targetReport(target), embedded, existingObject?.key);
  const session = createSession({
    ...options,
    signal: watch.signal,
    send,
    sendInLine: watch.over(journalled(inLine.send, journal)),
    objects,
    keys,
    repro,
    bodyTimeout,
  });
  return {
    session,
    prefix: existingObject ? '' : folder,
    lacks: objects.lacks,
    outage: watch.outage,
    clockOffsetMs: clock.offsetMs,
    traffic: () => [...senders.map(({ traffic }) => traffic), tapped].reduce(added),
    async throughClient(client, checks) {
      const { runClient } = await import('./client/run-client.js');
      const { concurrency, timeoutMs } = options;
      const clockOffsetMs = clock.offsetMs();
      const shared = { plan, target, objects, send, concurrency, timeoutMs, clockOffsetMs, totals: tapped };
      return runClient(client, { ...shared, checks, signal: watch.signal });
    },
    change: async () => (existingObject && existing ? existing.changeOf(send, existingObject) : null),
    async prepare() {
      if (options.createBucket) {
        const { createBucket } = await import('./objects/create-bucket.js');
        await createBucket(target, send);
      }
      const first = await objects.store(firstOf(plan.objects));
      // What every target can, no target lacks.
      if (first.kind === 'failed') throw diagnose(target, first);
      if (first.kind !== 'stored') return;
      // Where the very first object is not kept, nothing can be told.
      if (first.misread) throw diagnose(target, first.misread);
      const minimalObject = plan.objects.find((object) => isPlain(object) && object.size >= tellingSize);
      const next = minimalObject === undefined || existingObject ? first : await objects.store(minimalObject);
      if (next.kind === 'failed' && isTimeout(next.exchange)) throw diagnose(target, next);
      const { content, control } = next.kind === 'stored' ? next.object : first.object;
      // By range as well: most of a run asks so, and a target can fail at nothing else.
      const range = [`bytes=0-${controlLength(content) - 1}`];
      const request = { method: 'GET', ...control, retry: false, signal: watch.signal } as const;
      watch.arm(
        () => probing.send(request),
        () => probing.send({ ...request, range }),
      );
    },
    async close() {
      watch.removing();
      const leftovers = [...(await objects.remove()), ...(await keys.remove())];
      await Promise.all(senders.map(({ close }) => close()));
      journal?.close(leftovers.length === 0);
      return leftovers;
    },
  };
}

const isTimeout = ({ result }: Exchange): boolean =>
  (result.kind === 'failure' ? result.failure : result.response.framing.truncated)?.code === 'timeout';

/** A target that fails only where there is a Range is told as one. */
function withoutRanges(error: SuiteError, { request }: Exchange): SuiteError {
  if (!request.headers.some(([name]) => name.toLowerCase() === 'range')) return error;
  const { code, message, hint } = error;
  return new SuiteError(code, `${message}; every Range fails this way, while a plain GET is answered`, {
    hint,
    cause: error,
  });
}

const added = (a: OpenSender['traffic'], b: OpenSender['traffic']): OpenSender['traffic'] => ({
  requests: a.requests + b.requests,
  bytesSent: a.bytesSent + b.bytesSent,
  bytesReceived: a.bytesReceived + b.bytesReceived,
});

/**
 * A run that is ready to put questions.
 *
 * @throws SuiteError as `createRun` and `prepare`
 */
export async function openRun(options: OpenOptions): Promise<OpenRun> {
  const run = await createRun(options);
  try {
    await run.prepare();
  } catch (error) {
    throw withLeftovers(error, await run.close());
  }
  return run;
}

function withLeftovers(error: unknown, keys: readonly string[]): unknown {
  if (!(error instanceof SuiteError) || keys.length === 0) return error;
  const { code, message, hint } = error;
  return new SuiteError(code, `${message}; left behind: ${keys.join(', ')}`, { hint, cause: error });
}
