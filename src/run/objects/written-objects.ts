import type { Exchange } from '../../exchange/exchange.js';
import type { OwnKey } from '../sender/own-key.js';
import type { Sender } from '../sender/sender.js';
import type { Journal } from './journal.js';
import { removeDirectory, removeKey, removeVersion, sendAbort } from './remove-object.js';

/** What a run wrote, so that all of it can be removed. */
export interface WrittenObjects {
  /** Notes that a request is about to write to a key; if its answer is lost, it may have written. */
  writing(key: OwnKey): void;
  /** Notes that a request may have written to a key, and the version that its answer names. */
  written(key: OwnKey, exchange: Exchange): void;
  /** Notes that an upload was begun; `completed` takes it off again. */
  begun(key: OwnKey, uploadId: string): void;
  completed(uploadId: string): void;
  /** Notes that what lies at a key is a directory, which is removed by an operation of its own. */
  directory(key: OwnKey): void;
  /** Removes all of it. Tells the keys of what could not be removed. */
  remove(send: Sender): Promise<string[]>;
}

/** What lies at a key. */
interface Written {
  /** As the target named them; none where the bucket keeps none. */
  readonly versions: Set<string>;
  /** Whether there may be an unnamed one. */
  uncertain: boolean;
}

/** @param journal records uploads, whose ids are stored nowhere else */
export function createWrittenObjects(journal?: Journal): WrittenObjects {
  const keys = new Map<OwnKey, Written>();
  const uploads = new Map<string, OwnKey>();
  const unanswered = new Set<OwnKey>();
  const directories = new Set<OwnKey>();

  async function removeOne(send: Sender, key: OwnKey, { versions, uncertain }: Written): Promise<boolean> {
    if (directories.has(key)) return removeDirectory(send, key);
    if (versions.size === 0 || uncertain) return removeKey(send, key);
    const removed = await Promise.all([...versions].map((id) => removeVersion(send, key, id)));
    return removed.every(Boolean);
  }

  return {
    directory: (key) => void directories.add(key),
    writing: (key) => void unanswered.add(key),
    written(key, exchange) {
      unanswered.delete(key);
      if (!mayBeWritten(exchange)) return;
      const written = keys.get(key) ?? { versions: new Set(), uncertain: false };
      keys.set(key, written);
      const id = versionIdOf(exchange);
      if (id !== null) written.versions.add(id);
      else if (exchange.result.kind === 'failure' || exchange.result.response.status >= 500) written.uncertain = true;
    },
    begun(key, uploadId) {
      uploads.set(uploadId, key);
      journal?.begun(key, uploadId);
    },
    completed: (uploadId) => void uploads.delete(uploadId),
    async remove(ask) {
      for (const key of unanswered) keys.set(key, { versions: keys.get(key)?.versions ?? new Set(), uncertain: true });
      const doomed = [...keys];
      const removed = await Promise.all(doomed.map(([key, written]) => removeOne(ask, key, written)));
      const aborted = await Promise.all([...uploads].map(([id, key]) => sendAbort(ask, key, id)));
      const left = [...doomed.map(([key]) => key), ...uploads.values()];
      return left.filter((_, index) => ![...removed, ...aborted][index]);
    },
  };
}

/** A request that was not sent, or was refused, has written nothing; for any other it is unknown. */
export function mayBeWritten({ result }: Exchange): boolean {
  if (result.kind === 'failure') return result.failure.phase !== 'connect' && result.failure.phase !== 'tls';
  return result.response.status < 400 || result.response.status >= 500;
}

/** The version that an answer names; a bucket that keeps none may call the only one `null`. */
function versionIdOf({ result }: Exchange): string | null {
  if (result.kind === 'failure') return null;
  const id = result.response.headers.find(([name]) => name.toLowerCase() === 'x-oss-version-id')?.[1].trim() ?? '';
  return id === '' || id === 'null' ? null : id;
}
