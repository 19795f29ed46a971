import { type OwnFolder, type OwnKey, ownKeyIn } from '../sender/own-key.js';
import type { Sender } from '../sender/sender.js';
import { removeKeys } from './remove-object.js';

/** Keys that properties write, overwrite and remove again, below the run's own prefix. */
export interface ScratchKeys {
  /** A key that nothing was written under yet. */
  open(): OwnKey;
  /** To be told before anything is written. */
  writing(key: OwnKey): void;
  /** Removes what lies there, if anything was written. */
  release(key: OwnKey): Promise<void>;
  /** Removes all that is left. Tells the keys that could not be removed. */
  remove(): Promise<string[]>;
}

export function createScratchKeys(send: Sender, folder: OwnFolder): ScratchKeys {
  const written = new Set<OwnKey>();
  let opened = 0;
  const remove = async (keys: readonly OwnKey[]): Promise<OwnKey[]> => {
    const left = await removeKeys(send, keys);
    for (const key of keys) if (!left.includes(key)) written.delete(key);
    return left;
  };
  return {
    open: () => ownKeyIn(folder, `fresh-${++opened}`),
    writing: (key) => void written.add(key),
    async release(key) {
      if (written.has(key)) await remove([key]);
    },
    remove: () => remove([...written]),
  };
}
