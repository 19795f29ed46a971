import type { MakeSink } from '../../content/body-sink.js';
import type { SignableRequest } from '../../driver/auth/signable-request.js';
import type { Authenticator, Proof } from '../../driver/auth/signer.js';
import type { Driver } from '../../driver/driver/driver.js';
import { addressOf } from '../../driver/target/address/address.js';
import type { Target } from '../../driver/target/target.js';
import type { Exchange } from '../../exchange/exchange.js';
import { protocolOf } from '../../spec/model/auth-scheme.js';
import type { Request } from '../../spec/model/table.js';
import { type HeaderField, type Method, modeFields, writesRange } from '../../spec/model/vocabulary.js';
import { type OwnKey, readOwnKey } from './own-key.js';
import type { TargetClock } from './target-clock.js';

/** A request with its place on the target, and how it is sent. */
export type TargetRequest = RequestToSend & (Reading | Changing | CreatingBucket);

/** Anything may be read. */
interface Reading {
  readonly method: Method;
  /** `null`: the bucket itself. */
  readonly key: string | null;
}

/** Only what is the suite's own is written or removed. */
interface Changing {
  readonly method: 'PUT' | 'POST' | 'DELETE';
  readonly key: OwnKey;
}

interface CreatingBucket {
  readonly method: 'PUT';
  readonly key: null;
}

interface RequestToSend extends Omit<Request, 'method' | 'missing' | 'copyRange'> {
  /** Another bucket than that of the target. */
  readonly bucket?: string;
  readonly body?: { readonly length: number; readonly chunks: () => Iterable<Uint8Array> };
  readonly sink?: MakeSink;
  readonly signal?: AbortSignal | undefined;
  /** Gives the request up as long as it has not been sent. */
  readonly unsentSignal?: AbortSignal | undefined;
  /** False: the first answer or failure stands. */
  readonly retry?: boolean;
}

/**
 * Sends one request and reports the result, for any behaviour of network or server.
 *
 * @throws SuiteError `interrupted` where the signal aborts, `usage` where the request cannot be put on the wire
 */
export type Sender = (request: TargetRequest) => Promise<Exchange>;
const rangeField = (value: string): HeaderField => ['Range', value];

/** The owner of a bucket can make the requester pay, who must then accept the cost (document of pay-by-requester). */
const requesterPays: HeaderField = ['x-oss-request-payer', 'requester'];

/**
 * An asker for one target. How many requests are in flight is the driver's to decide.
 *
 * @param clock the one that `authenticate` signs by
 * @param prefix below which it may write and remove; null: it only reads
 */
export function createSender(
  target: Target,
  driver: Driver,
  authenticate: Authenticator,
  clock: TargetClock,
  prefix: string | null,
): Sender {
  const inItsWords = protocolOf(target.auth) === 's3' ? s3RequestHeaders : (fields: readonly HeaderField[]) => fields;
  const payer = target.requestPayer ? [requesterPays] : [];
  const send: Sender = async (request) => {
    refuseForeign(request, prefix);
    const bucket = request.bucket ?? target.bucket;
    const { range = [], behaviour = 'default', headers: own = [] } = request;
    const usual = writesRange(own) ? [] : [...range.map(rangeField), ...modeFields(behaviour)];
    const fields = inItsWords([...usual, ...own, ...payer]);
    const signable = { method: request.method, bucket, key: request.key, query: request.query ?? [], headers: fields };
    const { headers, query } = request.auth
      ? await (await import('./row-signature.js')).signRow(request.auth, signable, target, clock.now())
      : withProof(signable, await authenticate(signable));
    const { host, path, url } = addressOf(
      request.bucket === undefined ? target : { ...target, bucket },
      request.key,
      query,
    );
    const body = request.body ? { body: request.body.chunks, bodyLength: request.body.length } : {};
    const { sink, signal, unsentSignal, retry } = request;
    const options = {
      ...(sink ? { sink } : {}),
      ...(signal ? { signal } : {}),
      ...(unsentSignal ? { unsentSignal } : {}),
      ...(retry === false ? { retry } : {}),
    };
    return driver.send({ method: request.method, host, path, url, headers, ...body }, options);
  };
  return async (request) => {
    const sentWith = clock.offsetMs();
    const exchange = await send(request);
    return clock.learn(exchange, sentWith) ? send(request) : exchange;
  };
}

/**
 * The last look before anything is written or removed. Types say the same; of a bucket that holds what belongs to others they
 * are not enough.
 *
 * @throws Error for what is not the suite's own, which is a mistake of this program
 */
function refuseForeign({ method, key, bucket, query = [] }: TargetRequest, prefix: string | null): void {
  if (method === 'GET' || method === 'HEAD') return;
  const isOwn = prefix !== null && bucket === undefined && readOwnKey(key, prefix) !== null;
  if (isOwn || (method === 'PUT' && key === null && query.length === 0)) return;
  throw new Error(`${method} of ${JSON.stringify(key)}, which is not below ${JSON.stringify(prefix)}, was not sent`);
}

const withProof = ({ headers, query }: SignableRequest, proof: Proof): Proof => ({
  headers: [...headers, ...proof.headers],
  query: [...query, ...proof.query],
});

/** Request fields that S3 has under a name of its own. The mode headers are not among them: S3 knows no such thing. */
const twins = /^x-oss-(?=copy-source(?:$|-)|meta-|metadata-directive$|request-payer$)/i;

/** Header fields of a request as an S3-compatible target reads them. */
export function s3RequestHeaders(fields: readonly HeaderField[]): HeaderField[] {
  return fields.map(([name, value]) => [name.replace(twins, 'x-amz-'), value]);
}
