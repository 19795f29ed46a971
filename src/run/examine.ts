import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { bytesOf } from '../content/bytes.js';
import { createLocator } from '../content/locate.js';
import { layOut } from '../content/place-objects.js';
import type { Exchange } from '../exchange/exchange.js';
import { type Answer, readAnswer, single } from '../judge/answer.js';
import { SuiteError } from '../suite-error.js';
import { addressOf } from '../target/address.js';
import type { Target } from '../target/target.js';
import type { Ask, Asker } from './asker.js';
import { diagnose } from './diagnose.js';
import { examineCapabilities } from './examine-capabilities.js';
import { mayBeWritten } from './ledger.js';
import { ownFolder } from './own-folder.js';
import { removeKeys } from './remove-key.js';

/** One thing that a run depends on, looked at. */
export type Finding =
  | { readonly kind: 'ok'; readonly what: string; readonly detail: string }
  | { readonly kind: 'note'; readonly what: string; readonly detail: string }
  | { readonly kind: 'failed'; readonly what: string; readonly detail: string; readonly fix: string };

/** OSS refuses a request whose clock is off by more than this (vendor's list of error codes: 15 minutes), in ms. */
const largestSkewMs = 15 * 60 * 1000;
/** From here on a clock is worth a word, in ms. */
const notableSkewMs = 60 * 1000;

const probeSize = 16;

/**
 * Looks at everything that a run needs, in the order in which it needs it, and stops at the first thing that keeps the
 * rest from being looked at. Writes small objects below `prefix` and removes them.
 */
export async function examine(target: Target, ask: Asker, prefix: string): Promise<Finding[]> {
  const { endpoint, bucket, addressing, auth } = target;
  const settings = ok('target', `${endpoint.origin}, bucket ${bucket}, ${addressing} addressing, ${auth}`);
  const name = await nameResolves(target);
  if (name.kind === 'failed') return [settings, name];
  const folder = ownFolder(prefix);
  const basics = [settings, name, ...(await objectWorks(target, ask, folder))];
  if (basics.some(({ kind }) => kind === 'failed')) return basics;
  return [...basics, ...(await examineCapabilities({ ask, bucket }, folder))];
}

const ok = (what: string, detail: string): Finding => ({ kind: 'ok', what, detail });

async function nameResolves(target: Target): Promise<Finding> {
  const { hostname } = new URL(addressOf(target, null).origin);
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return ok('name', `${bare} is an address`);
  try {
    const { address } = await lookup(bare);
    return ok('name', `${bare} is ${address}`);
  } catch {
    const fix = 'correct --endpoint, or use --addressing path if the bucket has no name of its own';
    return failed('name', `the name ${bare} does not resolve`, fix);
  }
}

/** Writes, reads and removes one object, and reads it by range under both behaviours. */
async function objectWorks(target: Target, ask: Asker, folder: string): Promise<Finding[]> {
  const content = layOut([{ name: `bytes-${probeSize}`, size: probeSize }])[0]!;
  const key = `${folder}${content.name}`;
  const body = { length: probeSize, chunks: () => [bytesOf(content)] };
  const put = await ask({ method: 'PUT', key, body });
  const sink = () => createLocator({ object: content, others: [], hints: [0] });
  const findings = await readsBack(target, put, (request) => ask({ method: 'GET', key, sink, ...request })).catch(
    (error: unknown): Finding[] => {
      if (!(error instanceof SuiteError)) throw error;
      return [failed('bucket', error.message, error.hint ?? '')];
    },
  );
  return mayBeWritten(put) ? [...findings, await removes(ask, key)] : findings;
}

/** @throws SuiteError where a request is refused, or not answered */
async function readsBack(
  target: Target,
  put: Exchange,
  get: (request: Pick<Ask, 'range' | 'behaviour'>) => Promise<Exchange>,
): Promise<Finding[]> {
  const write = answerOf(target, put);
  const plain = answerOf(target, await get({}));
  const byDefault = answerOf(target, await get({ range: ['bytes=4-7'] }));
  const standard = answerOf(target, await get({ range: ['bytes=4-7'], behaviour: 'standard' }));
  return [
    ok('write', `PUT was answered ${write.status}`),
    clock(plain),
    plain.place.kind === 'slice' && plain.length === probeSize
      ? ok('read', 'GET gives back the bytes that were written')
      : failed(
          'read',
          'GET gives back other bytes than were written',
          'look for a proxy, a transformation or an encryption in between',
        ),
    range('range', byDefault),
    range('range, standard', standard),
    validators(plain),
  ];
}

/** @throws SuiteError for anything but a success */
function answerOf(target: Target, exchange: Exchange): Answer {
  const { result } = exchange;
  if (result.kind === 'failure' || result.response.status >= 400) throw diagnose(target, { exchange });
  return readAnswer('GET', result.response, probeSize);
}

async function removes(ask: Asker, key: string): Promise<Finding> {
  const remaining = await removeKeys(ask, [key]);
  if (remaining.length === 0) return ok('remove', 'DELETE removed the object');
  const fix = 'let the user remove objects below the prefix (oss:DeleteObject), then: oss-range clean';
  return failed('remove', `DELETE did not remove ${key}`, fix);
}

const failed = (what: string, detail: string, fix: string): Finding => ({ kind: 'failed', what, detail, fix });

function clock(answer: Answer): Finding {
  const date = Date.parse(single(answer, 'date') ?? '');
  if (Number.isNaN(date)) return { kind: 'note', what: 'clock', detail: 'the target sends no Date to compare with' };
  const skew = Date.now() - date;
  const words = `this machine is ${Math.abs(Math.round(skew / 1000))} s ${skew >= 0 ? 'ahead' : 'behind'}`;
  if (Math.abs(skew) > largestSkewMs) return failed('clock', words, 'set the clock, for instance with NTP');
  return { kind: Math.abs(skew) > notableSkewMs ? 'note' : 'ok', what: 'clock', detail: words };
}

/** That ranges are answered at all; whether rightly is what a run is for. */
const range = (what: string, answer: Answer): Finding => {
  const words = `bytes=4-7 was answered ${answer.status} with ${answer.length} bytes`;
  return answer.status === 206 ? ok(what, words) : { kind: 'note', what, detail: words };
};

function validators(answer: Answer): Finding {
  const names = ['ETag', 'Last-Modified', 'x-oss-hash-crc64ecma', 'Accept-Ranges'];
  const words = names.map((name) => `${name} ${single(answer, name.toLowerCase()) === null ? 'absent' : 'present'}`);
  return { kind: 'note', what: 'validators', detail: words.join(', ') };
}
