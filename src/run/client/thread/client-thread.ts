import { Worker } from 'node:worker_threads';
import type { ClientQuestion } from '../../../judge/client/client-question.js';
import { SuiteError } from '../../../suite-error.js';
import type { ClientTarget } from '../client.js';
import type { ClientStream } from './client-output.js';
import type { ClientIdentity, ClientThreadResult, Order, Report, ThreadData } from './messages.js';

/** What came of a question, or why nothing did. */
export type ThreadOutcome =
  | ClientThreadResult
  /** Nothing in time, although the thread is alive. */
  | { readonly kind: 'nothing' }
  /** The thread is gone: the client has ended it, or was ended because it did not come back. */
  | { readonly kind: 'lost'; readonly message: string };

/** A client in a thread of its own. */
export interface ClientThread {
  readonly identity: ClientIdentity;
  /** Why it is gone; null as long as it is there. */
  lost(): string | null;
  /** Gives the client a target; requests name the channel. */
  open(channelNumber: number, target: ClientTarget): void;
  /**
   * Sends a request, one at a time on each channel.
   *
   * @param idleMs how long nothing has happened on the wire, in ms
   * @param boundMs how long nothing may happen
   */
  get(channelNumber: number, question: ClientQuestion, idleMs: () => number, boundMs: number): Promise<ThreadOutcome>;
  close(): Promise<void>;
}

/** The caller receives what the client prints, and decides where it goes. */
export interface ThreadOptions extends ThreadData {
  readonly print: (text: string, stream: ClientStream) => void;
  /** How long a thread may take to say that it is there, in ms; 2 s unless said. */
  readonly pongMs?: number;
}

/** In ms: a thread that is busy for longer is as good as gone. */
const defaultPongMs = 2_000;

/** How long a module may take to load, in ms. */
const loadMs = 30_000;

/**
 * Starts a thread and loads the client in it.
 *
 * @throws SuiteError `client-missing`, `client-invalid`
 */
export async function startClientThread({
  print,
  source,
  folders,
  pongMs = defaultPongMs,
}: ThreadOptions): Promise<ClientThread> {
  const workerData: ThreadData = { source, folders };
  const worker = new Worker(new URL('./client-worker.js', import.meta.url), { workerData, stdout: true, stderr: true });
  for (const stream of ['stdout', 'stderr'] as const) {
    worker[stream].setEncoding('utf8').on('data', (text: string) => print(text, stream));
  }
  const waiting = new Map<number, (outcome: ThreadOutcome) => void>();
  const pings = new Set<() => void>();
  let loss: string | null = null;
  let settleStart: (result: ClientIdentity | SuiteError) => void;
  const started = new Promise<ClientIdentity | SuiteError>((resolve) => {
    settleStart = resolve;
  });

  function lose(message: string): void {
    loss ??= message;
    settleStart(new SuiteError('client-invalid', `the client cannot be loaded: ${loss}`));
    for (const resolveOutcome of waiting.values()) resolveOutcome({ kind: 'lost', message: loss });
    waiting.clear();
  }

  worker.on('error', (error: Error) => lose(`${error.name}: ${error.message}`));
  worker.on('exit', (code) => lose(`it ended with exit code ${code}`));
  worker.on('message', (report: Report) => {
    switch (report.kind) {
      case 'ready':
        return settleStart(report.identity);
      case 'unusable':
        return settleStart(new SuiteError(report.code, report.message, { hint: report.hint }));
      case 'pong':
        for (const pong of pings) pong();
        return pings.clear();
      case 'got':
        waiting.get(report.channelNumber)?.(report.outcome);
        waiting.delete(report.channelNumber);
    }
  });
  const order = (message: Order): void => worker.postMessage(message);

  /** Whether the thread still does anything at all. */
  function isAlive(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), pongMs);
      pings.add(() => {
        clearTimeout(timer);
        resolve(true);
      });
      order({ kind: 'ping' });
    });
  }

  const slow = setTimeout(() => lose(`it was not loaded within ${loadMs} ms`), loadMs);
  const result = await started;
  clearTimeout(slow);
  if (result instanceof SuiteError) {
    await worker.terminate();
    throw result;
  }
  return {
    identity: result,
    lost: () => loss,
    open: (channelNumber, target) => order({ kind: 'open', channelNumber, target }),
    get(channelNumber, question, idleMs, boundMs) {
      return new Promise((resolve) => {
        if (loss !== null) return resolve({ kind: 'lost', message: loss });
        let timer: NodeJS.Timeout | undefined;
        const settle = (outcome: ThreadOutcome): void => {
          clearTimeout(timer);
          waiting.delete(channelNumber);
          resolve(outcome);
        };
        const look = async (): Promise<void> => {
          const left = boundMs - idleMs();
          if (left > 0) {
            timer = setTimeout(() => void look(), left);
          } else if (await isAlive()) {
            if (!waiting.has(channelNumber)) return;
            order({ kind: 'abort', channelNumber });
            settle({ kind: 'nothing' });
          } else {
            lose(`it did not return within ${boundMs + pongMs} ms`);
            await worker.terminate();
          }
        };
        waiting.set(channelNumber, settle);
        timer = setTimeout(() => void look(), boundMs);
        order({ kind: 'get', channelNumber, question });
      });
    },
    async close() {
      loss ??= 'it was closed';
      await worker.terminate();
    },
  };
}
