import { createHash } from 'node:crypto';
import type { BodySink } from '../../content/body-sink.js';
import type { WireTotals } from '../../driver/driver/totals.js';
import type { Redactor } from '../../driver/redact/redact.js';
import { addressOf } from '../../driver/target/address/address.js';
import { tlsOf } from '../../driver/target/connection/open-connection.js';
import type { Target } from '../../driver/target/target.js';
import type { ClientQuestion } from '../../judge/client/client-question.js';
import type { ClientResult } from '../../judge/client/client-result.js';
import { openTap, type SinkFor, type Tap, type TapOptions, type TappedExchange } from './tap/tap.js';
import type { ClientThread } from './thread/client-thread.js';
import type { ClientThreadResult } from './thread/messages.js';

/** One question at a time through a client, with everything that passes on the wire meanwhile. */
export interface ClientChannel {
  get(question: ClientQuestion, sinkFor: SinkFor): Promise<ChannelAnswer>;
  close(): Promise<void>;
}

export type ChannelAnswer =
  | {
      readonly kind: 'handed';
      readonly passed: readonly TappedExchange[];
      readonly outcome:
        | Exclude<ClientThreadResult, { kind: 'cannot' }>
        | { readonly kind: 'nothing'; readonly waitedMs: number };
    }
  | { readonly kind: 'cannot'; readonly reason: string }
  | { readonly kind: 'lost'; readonly message: string };

export interface ClientChannelOptions {
  readonly target: Target;
  readonly redactor: Redactor;
  readonly totals: WireTotals;
  readonly timeoutMs: number;
  readonly clockOffsetMs: number;
}

/** The number of channels of a thread so far: a number is never reused, since an answer may come late. */
let opened = 0;

/** A connection that is made, and a first byte that is waited for, each take as long as the suite itself would wait. */
const boundOf = (timeoutMs: number): number => 2 * timeoutMs + 500;

/** Opens a relay, and has the client know it. */
export async function openClientChannel(thread: ClientThread, options: ClientChannelOptions): Promise<ClientChannel> {
  const { target, timeoutMs, clockOffsetMs } = options;
  const { region, auth, credentials } = target;
  const address = tapOptions(options);
  const channelNumber = opened++;
  const tap: Tap = await openTap(address);
  const endpoint = `http://localhost:${tap.port}`;
  const { bucket, host, inPath } = address;
  const seenAs = { host, bucketInPath: inPath };
  thread.open(channelNumber, { endpoint, bucket, seenAs, region, auth, credentials, timeoutMs, clockOffsetMs });
  return {
    async get(question, sinkFor) {
      tap.observe(sinkFor);
      const boundMs = boundOf(timeoutMs);
      const idleMs = () => performance.now() - tap.lastActivity();
      const outcome = await thread.get(channelNumber, question, idleMs, boundMs);
      if (outcome.kind === 'cannot' || outcome.kind === 'lost') return outcome;
      const passed = tap.passed();
      if (outcome.kind === 'nothing')
        return { kind: 'handed', passed, outcome: { kind: 'nothing', waitedMs: boundMs } };
      return { kind: 'handed', passed, outcome };
    },
    close: () => tap.close(),
  };
}

function tapOptions({ target, redactor, totals }: ClientChannelOptions): TapOptions {
  const { origin, host } = addressOf(target, null);
  // An address that leads to one bucket needs no name; a client does.
  const bucket = target.bucket === '' ? 'bucket' : target.bucket;
  const route = { tls: tlsOf(target), proxy: target.connection?.proxy ?? null };
  return { origin, ...route, host, bucket, inPath: target.addressing === 'path', redactor, totals };
}

/** In characters; an SDK may quote a whole body. */
const longestMessage = 200;

/**
 * What the user of a client got, without secrets.
 *
 * @param sink tells whose bytes they are
 */
export function clientResultOf(
  outcome: Extract<ChannelAnswer, { kind: 'handed' }>['outcome'],
  sink: () => BodySink,
  redactor: Redactor,
): ClientResult {
  if (outcome.kind === 'nothing') return outcome;
  if (outcome.kind === 'error') {
    const text = (value: string): string => redactor.text(value.replace(/\s+/g, ' ').trim());
    const message = text(outcome.message);
    const short = message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message;
    return { ...outcome, name: text(outcome.name), code: outcome.code && text(outcome.code), message: short };
  }
  const { bytes, status } = outcome;
  const its = sink();
  its.write(bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { kind: 'bytes', status, length: bytes.length, place: its.end(), digest };
}
