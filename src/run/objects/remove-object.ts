import type { Exchange } from '../../exchange/exchange.js';
import { answerField } from '../../exchange/response-fields.js';
import type { OwnKey } from '../sender/own-key.js';
import type { Sender } from '../sender/sender.js';

/** Removes keys one by one, since not every target can remove several at once. Tells the ones that are still there. */
export async function removeKeys(send: Sender, keys: readonly OwnKey[]): Promise<OwnKey[]> {
  const removed = await Promise.all(keys.map((key) => removeKey(send, key)));
  return keys.filter((_, index) => !removed[index]);
}

/**
 * Whether the key is gone: a delete of something that does not exist is a success too. Where the bucket keeps versions the
 * delete has only hidden them, so each of them is removed, the deletion included.
 */
export async function removeKey(send: Sender, key: OwnKey): Promise<boolean> {
  const deletion = await send({ method: 'DELETE', key });
  if (!isGone(deletion)) return false;
  return hasHidden(deletion) ? removeVersions(send, key) : true;
}

export async function removeVersion(send: Sender, key: OwnKey, versionId: string): Promise<boolean> {
  return isGone(await send({ method: 'DELETE', key, query: [['versionId', versionId]] }));
}

/** DeleteDirectory (document of that operation). Tells whether the directory is gone, or was not there. */
export async function removeDirectory(send: Sender, key: OwnKey): Promise<boolean> {
  return isGone(await send({ method: 'POST', key, query: [['x-oss-delete', null]] }));
}

/** Whether an upload in parts is given up, or was not there. */
export async function sendAbort(send: Sender, key: OwnKey, uploadId: string): Promise<boolean> {
  return isGone(await send({ method: 'DELETE', key, query: [['uploadId', uploadId]] }));
}

async function removeVersions(send: Sender, key: OwnKey): Promise<boolean> {
  // Few buckets keep versions.
  const { readListing } = await import('./listing.js');
  const listing = await readListing(send, 'versions', {
    bucket: '',
    from: key,
    own: (text) => (text === key ? key : null),
  });
  if (listing.kind !== 'listed' || listing.isPartial) return false;
  const removed = await Promise.all(listing.entries.map(({ id }) => removeVersion(send, key, id)));
  return removed.length > 0 && removed.every(Boolean);
}

const hasHidden = ({ result }: Exchange): boolean =>
  result.kind === 'response' && answerField(result.response, 'x-oss-delete-marker') === 'true';

const isGone = ({ result }: Exchange): boolean =>
  result.kind === 'response' && (result.response.status < 300 || result.response.status === 404);
