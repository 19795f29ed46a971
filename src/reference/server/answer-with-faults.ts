import type { FaultQuestion } from '../faults/fault.js';
import type { Bucket, KeptObject } from '../objects/store.js';
import { objectNamed } from '../objects/versions.js';
import { rangeMode } from '../read/range-mode.js';
import { followLink } from '../write/symlink.js';
import { resolveAddress } from './address.js';
import type { EndpointResponse } from './answer.js';
import type { EndpointState } from './endpoint-state.js';
import { fieldValue, queryValue, type StorageRequest } from './storage-request.js';

/** The answer that is given in place of the right one: the same, unless the endpoint has a fault about it. */
export async function withFaults(
  usual: EndpointResponse,
  request: StorageRequest,
  state: EndpointState,
): Promise<EndpointResponse> {
  const rewrite = state.hooks.answer;
  const question = rewrite && askedOf(request, state);
  return question ? rewrite(usual, question) : usual;
}

/** `undefined` for anything but a GET or HEAD of an object. */
function askedOf(request: StorageRequest, { store, choices }: EndpointState): FaultQuestion | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const address = resolveAddress(request.host, request.path);
  if (address.kind !== 'object') return undefined;
  const bucket = store.buckets.get(address.bucket);
  return {
    request,
    range: fieldValue(request.headers, 'range') ?? null,
    mode: rangeMode(request, choices),
    object: bucket && readableObject(bucket, address.key, queryValue(request.query, 'versionId')),
    objects: bucket?.objects ?? new Map(),
  };
}

function readableObject(bucket: Bucket, key: string, versionId: string | undefined): KeptObject | undefined {
  try {
    return followLink(bucket, objectNamed(bucket, key, versionId));
  } catch {
    return undefined;
  }
}
