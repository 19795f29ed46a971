import { setTimeout as delay } from 'node:timers/promises';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { fieldValue, queryValue, type StorageRequest } from '../server/storage-request.js';
import { invalidArgument } from '../wire/oss-error.js';

/** Name of the field, and of the parameter of a presigned URL, that limits the speed of one transfer. */
export const trafficLimitName = 'x-oss-traffic-limit';

/** Operations that move bytes (the page below). */
const limited: ReadonlySet<string> = new Set(['get-object', 'put-object', 'append-object', 'upload-part']);

/** Whether an operation can be told how fast to be. */
export const isLimited = (kind: string | undefined): boolean => kind !== undefined && limited.has(kind);

/** 100 KB to 100 MB a second (https://www.alibabacloud.com/help/en/oss/user-guide/single-connection-bandwidth-throttling). */
const slowest = 819_200;
const fastest = 838_860_800;

/**
 * The speed that a request asks for at most.
 *
 * @returns bits a second; `undefined` where it names none
 * @throws OssError `InvalidArgument` for one that OSS does not offer
 */
export function trafficLimit({ headers, query }: Pick<StorageRequest, 'headers' | 'query'>): number | undefined {
  const text = fieldValue(headers, trafficLimitName) ?? queryValue(query, trafficLimitName);
  if (text === undefined) return undefined;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < slowest || limit > fastest) throw invalidArgument(trafficLimitName, text);
  return limit;
}

/** A body that is taken no faster than a request asks for. */
export interface PacedBody {
  readonly body: AsyncIterable<Uint8Array>;
  /** How long it was held back so far, in ms. */
  heldBackMs(): number;
}

/** Paces a body; the client feels it, since its connection is not read meanwhile. */
export function paced(body: AsyncIterable<Uint8Array>, bitsPerSecond: number): PacedBody {
  let heldBack = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const startedAt = performance.now();
    let bits = 0;
    for await (const chunk of body) {
      bits += chunk.length * 8;
      const early = startedAt + (bits / bitsPerSecond) * 1000 - performance.now();
      if (early > 0) {
        heldBack += early;
        await delay(early);
      }
      yield chunk;
    }
  }
  return { body: chunks(), heldBackMs: () => heldBack };
}

/** What an answer says of a limited write, in ms (`GetQosDelayTime` in `TestBucketTrafficLimitObject1` of Go SDK v1). */
export const delayField = ({ heldBackMs }: PacedBody): HeaderField => [
  'x-oss-qos-delay-time',
  String(Math.round(heldBackMs())),
];
