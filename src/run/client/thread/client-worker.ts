import { parentPort, workerData } from 'node:worker_threads';
import type { ClientQuestion } from '../../../judge/client/client-question.js';
import { SuiteError } from '../../../suite-error.js';
import type { Client, ClientSession } from '../client.js';
import { loadClient } from './load-client.js';
import type { ClientThreadResult, Order, Report, ThreadData } from './messages.js';

/** Runs a client in a thread of its own, so that what it does to its thread it does not do to the suite. */

interface WorkerChannel {
  readonly session: Promise<ClientSession>;
  abort: AbortController;
}

const channels = new Map<number, WorkerChannel>();

const report = (message: Report, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);

async function start(): Promise<void> {
  try {
    const client = await loadClient(workerData as ThreadData);
    parentPort?.on('message', (order: Order) => obey(client, order));
    const { name, version = null, needsCredentials = false, protocol = null } = client;
    report({ kind: 'ready', identity: { name, version, needsCredentials, protocol } });
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    const { code, message, hint } = error;
    report({ kind: 'unusable', code, message, hint });
  }
}

function obey(client: Client, order: Order): void {
  switch (order.kind) {
    case 'open': {
      const session = Promise.resolve().then(() => client.open(order.target));
      session.catch(() => {}); // Told with the first question.
      channels.set(order.channelNumber, { session, abort: new AbortController() });
      return;
    }
    case 'get':
      void answer(client, order.channelNumber, order.question);
      return;
    case 'abort':
      channels.get(order.channelNumber)?.abort.abort();
      return;
    case 'ping':
      report({ kind: 'pong' });
  }
}

async function answer(client: Client, number: number, question: ClientQuestion): Promise<void> {
  const lane = channels.get(number);
  if (lane === undefined) return;
  lane.abort = new AbortController();
  const outcome = await outcomeOf(client, lane, question);
  const transfer = outcome.kind === 'bytes' ? [outcome.bytes.buffer as ArrayBuffer] : [];
  report({ kind: 'got', channelNumber: number, outcome }, transfer);
}

async function outcomeOf(
  client: Client,
  { session, abort }: WorkerChannel,
  question: ClientQuestion,
): Promise<ClientThreadResult> {
  try {
    const reason = client.cannot?.(question) ?? null;
    if (reason !== null) return { kind: 'cannot', reason: String(reason) };
    const { bytes, status = null } = await (await session).get(question, abort.signal);
    if (!(bytes instanceof Uint8Array)) throw new TypeError('get() must resolve with { bytes: Uint8Array, status }');
    // A copy, because bytes of a Buffer may lie in a pool that others use, and are moved to the other thread.
    return { kind: 'bytes', bytes: Uint8Array.from(bytes), status };
  } catch (error) {
    return thrown(error);
  }
}

/** What SDKs put on their errors beside name and message; `cause` is where fetch keeps what has happened. */
interface ErrorLike {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly message?: unknown;
  readonly cause?: ErrorLike;
}

function thrown(error: unknown): ClientThreadResult {
  const { name, code, status, statusCode, message, cause }: ErrorLike =
    typeof error === 'object' && error !== null ? error : { message: String(error) };
  const codeOfCause = cause?.code;
  const words = [message, cause?.message].filter((text) => typeof text === 'string' && text !== '').join(': ');
  return {
    kind: 'error',
    name: typeof name === 'string' ? name : 'Error',
    code: textOf(code) ?? textOf(codeOfCause),
    status: numberOf(status) ?? numberOf(statusCode),
    message: words === '' ? 'no message' : words,
  };
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

await start();
