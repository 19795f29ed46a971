import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { bytesOf } from '../../content/bytes.js';
import { createLocator } from '../../content/locate/locate.js';
import { layOut } from '../../content/place-objects.js';
import { addressOf } from '../../driver/target/address/address.js';
import { unbracketed } from '../../driver/target/address/unbracketed.js';
import type { Target } from '../../driver/target/target.js';
import type { Exchange } from '../../exchange/exchange.js';
import { type ReadResponse, readResponse } from '../../judge/answer.js';
import { addressAdvice } from '../diagnosis/address-advice.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { type Journal, journalled } from '../objects/journal.js';
import { objectKey } from '../objects/object-key.js';
import { removeKeys } from '../objects/remove-object.js';
import { mayBeWritten } from '../objects/written-objects.js';
import { type OwnFolder, type OwnKey, ownFolder } from '../sender/own-key.js';
import type { Sender, TargetRequest } from '../sender/sender.js';
import { examineCapabilities } from './capabilities.js';
import { examineExistingObject } from './existing-object.js';
import { type DoctorFinding, failed, note, ok, orObstacle } from './finding.js';
import { clock, inBetween, rangeFinding, storageClass, validatorFinding, versioning } from './response-findings.js';

export type { DoctorFinding } from './finding.js';

const probeSize = 16;

export interface Examination {
  /** Small objects are written below it and removed. */
  readonly prefix: string;
  /** Key of an object that is there already: then nothing is written. */
  readonly object?: string | undefined;
  /** Records every key before it is written. */
  readonly journal?: Journal | undefined;
  /** Asks with the bucket in Host; as usual unless said. */
  readonly inHost?: Sender;
}

/**
 * Looks at everything that a run needs, in the order in which it needs it, and stops at the first thing that keeps the
 * rest from being looked at.
 */
export async function examine(
  target: Target,
  unjournalled: Sender,
  { prefix, object, journal, inHost }: Examination,
): Promise<DoctorFinding[]> {
  const send = journalled(unjournalled, journal);
  const { endpoint, bucket, addressing, auth } = target;
  const named = bucket === '' ? '' : ` bucket ${bucket},`;
  const settings = ok('target', `${endpoint.origin},${named} ${addressing} addressing, ${auth}`);
  const name = await nameResolves(target);
  if (name.kind === 'failed') return [settings, name];
  if (object !== undefined)
    return [settings, name, ...(await examineExistingObject(target, { send, inHost: inHost ?? send }, object))];
  const folder = ownFolder(prefix);
  const basics = [settings, name, ...(await objectWorks(target, send, folder))];
  if (basics.some(({ kind }) => kind === 'failed')) return basics;
  return [...basics, ...(await examineCapabilities(target, { send, inHost: inHost ?? send, journal }, folder))];
}

async function nameResolves(target: Target): Promise<DoctorFinding> {
  const { hostname } = new URL(addressOf(target, null).origin);
  const { proxy } = target.connection ?? {};
  if (proxy) return note('name', `${hostname} is resolved by the proxy ${proxy.origin}`);
  const bare = unbracketed(hostname);
  if (isIP(bare) !== 0) return ok('name', `${bare} is an address`);
  try {
    const { address } = await lookup(bare);
    return ok('name', `${bare} is ${address}`);
  } catch {
    return failed('name', `the name ${bare} does not resolve`, addressAdvice(target).name);
  }
}

/** Writes, reads and removes one object, and reads it by range under both behaviours. */
async function objectWorks(target: Target, send: Sender, folder: OwnFolder): Promise<DoctorFinding[]> {
  const content = layOut([{ name: `bytes-${probeSize}`, size: probeSize }])[0]!;
  const key = objectKey(folder, content);
  const body = { length: probeSize, chunks: () => [bytesOf(content)] };
  const put = await send({ method: 'PUT', key, body });
  const sink = () => createLocator({ object: content, others: [], hints: [0] });
  const findings = await orObstacle(
    readsBack(target, put, (request) => send({ method: 'GET', key, sink, ...request })),
  );
  return mayBeWritten(put) ? [...findings, await removes(target, send, key)] : findings;
}

/** @throws SuiteError where a request is refused, or not answered */
async function readsBack(
  target: Target,
  put: Exchange,
  get: (request: Pick<TargetRequest, 'range' | 'behaviour'>) => Promise<Exchange>,
): Promise<DoctorFinding[]> {
  const write = answerOf(target, put);
  const plain = answerOf(target, await get({}));
  const byDefault = answerOf(target, await get({ range: ['bytes=4-7'] }));
  const standard = answerOf(target, await get({ range: ['bytes=4-7'], behaviour: 'standard' }));
  return [
    ok('write', `PUT was answered ${write.status}`),
    clock(plain),
    plain.place.kind === 'slice' && plain.length === probeSize
      ? ok('read', 'GET returns the bytes that were written')
      : failed(
          'read',
          'GET returns other bytes than those written',
          'look for a proxy, transformation or encryption on the path',
        ),
    rangeFinding('range', byDefault),
    rangeFinding('range, standard', standard),
    validatorFinding(plain),
    ...inBetween(plain),
    ...storageClass(plain),
    ...versioning(write),
  ];
}

/** @throws SuiteError for anything but a success */
function answerOf(target: Target, exchange: Exchange): ReadResponse {
  const { result } = exchange;
  if (result.kind === 'failure' || result.response.status >= 400) throw diagnose(target, { exchange });
  return readResponse('GET', result.response, probeSize);
}

async function removes(target: Target, send: Sender, key: OwnKey): Promise<DoctorFinding> {
  const remaining = await removeKeys(send, [key]);
  if (remaining.length === 0) return ok('remove', 'DELETE removed the object');
  const exchange = await send({ method: 'DELETE', key });
  const { code, message, hint } = diagnose(target, { exchange });
  if (code === 'endpoint-refused')
    return failed('remove', `DELETE did not remove ${key}: ${message}`, `${hint}, then run oss-range clean`);
  const fix = 'allow the user to remove objects below the prefix (oss:DeleteObject), then run oss-range clean';
  return failed('remove', `DELETE did not remove ${key}`, fix);
}
