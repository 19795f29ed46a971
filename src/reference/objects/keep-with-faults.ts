import type { EndpointResponse } from '../server/answer.js';
import type { EndpointState } from '../server/endpoint-state.js';
import type { StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import type { Bucket, KeptObject } from './store.js';
import { heldBytes, piecesOf } from './stored-bytes.js';

/** Where something is written. */
interface Writing {
  readonly request: StorageRequest;
  readonly state: EndpointState;
  readonly bucket: Bucket;
  readonly key: string;
}

/**
 * Writes, and keeps and answers something else than it should where the endpoint has a fault about it.
 *
 * @throws what `write` throws; OssError `InsufficientStorage` where there is no room for what is kept instead
 */
export async function keepWithFaults(
  write: () => Promise<EndpointResponse>,
  { request, state: { hooks, store }, bucket, key }: Writing,
): Promise<EndpointResponse> {
  const before = bucket.objects.get(key);
  const answer = await write();
  const kept = bucket.objects.get(key);
  if (hooks.keep !== undefined && kept !== undefined && kept !== before) {
    const faulty = hooks.keep(kept, before, request);
    if (!store.budget.take(held(faulty))) throw refuse('InsufficientStorage');
    store.budget.give(held(kept));
    bucket.objects.set(key, faulty);
  }
  return hooks.written?.(answer, request) ?? answer;
}

const held = ({ body }: KeptObject): number => heldBytes(piecesOf(body));
