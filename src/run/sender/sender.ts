import type { MakeSink } from '../../content/body-sink.js';
import { protocolOf } from '../../driver/auth/auth-scheme.js';
import type { Authenticator, Proof } from '../../driver/auth/authenticator.js';
import type { SignableRequest } from '../../driver/auth/signable-request.js';
import type { Driver } from '../../driver/driver/driver.js';
import { addressOf } from '../../driver/target/address/address.js';
import { s3RequestHeaders } from '../../driver/target/s3-spelling.js';
import type { Target } from '../../driver/target/target.js';
import type { Exchange } from '../../exchange/exchange.js';
import type { RowAuth } from '../../spec/model/table.js';
import { type Behaviour, type HeaderField, modeFields } from '../../spec/model/vocabulary.js';
import { signRow } from './row-signature.js';
import type { TargetClock } from './target-clock.js';

/** One request to the target, before addressing and signing. */
export interface TargetRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** `null`: the bucket itself. */
  readonly key: string | null;
  /** Another bucket than that of the target. */
  readonly bucket?: string;
  /** A signature of its own instead of that of the run. */
  readonly auth?: RowAuth;
  readonly query?: readonly (readonly [name: string, value: string | null])[];
  /** Values of the Range field lines, as they go on the wire. */
  readonly range?: readonly string[];
  readonly headers?: readonly HeaderField[];
  /** The Range lines and the mode header as they are to be written, in place of the usual ones. */
  readonly fields?: readonly HeaderField[] | undefined;
  /** `standard` adds the mode header. */
  readonly behaviour?: Behaviour;
  readonly body?: { readonly length: number; readonly chunks: () => Iterable<Uint8Array> };
  readonly sink?: MakeSink;
  readonly signal?: AbortSignal | undefined;
  /** Gives the request up as long as it has not been sent. */
  readonly unsentSignal?: AbortSignal | undefined;
  /** False: the first answer or failure stands. */
  readonly retry?: boolean;
}

/**
 * Sends one request and tells what came, whatever the network or the server did.
 *
 * @throws SuiteError `interrupted` where the signal aborts, `usage` where the request cannot be put on the wire
 */
export type Sender = (ask: TargetRequest) => Promise<Exchange>;
const rangeField = (value: string): HeaderField => ['Range', value];

/** The owner of a bucket can have whoever asks pay, who then has to agree (document of pay-by-requester). */
const requesterPays: HeaderField = ['x-oss-request-payer', 'requester'];

/**
 * An asker for one target. How many requests are in flight is the driver's to decide.
 *
 * @param clock the one that `authenticate` signs by
 */
export function createSender(target: Target, driver: Driver, authenticate: Authenticator, clock: TargetClock): Sender {
  const inItsWords = protocolOf(target.auth) === 's3' ? s3RequestHeaders : (fields: readonly HeaderField[]) => fields;
  const payer = target.requestPayer ? [requesterPays] : [];
  const send: Sender = async (ask) => {
    const bucket = ask.bucket ?? target.bucket;
    const usual = [...(ask.range ?? []).map(rangeField), ...modeFields(ask.behaviour ?? 'default')];
    const fields = inItsWords([...(ask.fields ?? usual), ...(ask.headers ?? []), ...payer]);
    const request = { method: ask.method, bucket, key: ask.key, query: ask.query ?? [], headers: fields };
    const { headers, query } = ask.auth
      ? signRow(ask.auth, request, target, clock.now())
      : withProof(request, await authenticate(request));
    const { host, path, url } = addressOf(ask.bucket === undefined ? target : { ...target, bucket }, ask.key, query);
    const body = ask.body ? { body: ask.body.chunks, bodyLength: ask.body.length } : {};
    const { sink, signal, unsentSignal, retry } = ask;
    const options = {
      ...(sink ? { sink } : {}),
      ...(signal ? { signal } : {}),
      ...(unsentSignal ? { unsentSignal } : {}),
      ...(retry === false ? { retry } : {}),
    };
    return driver.ask({ method: ask.method, host, path, url, headers, ...body }, options);
  };
  return async (ask) => {
    const sentWith = clock.offsetMs();
    const exchange = await send(ask);
    return clock.learn(exchange, sentWith) ? send(ask) : exchange;
  };
}

const withProof = ({ headers, query }: SignableRequest, proof: Proof): Proof => ({
  headers: [...headers, ...proof.headers],
  query: [...query, ...proof.query],
});
