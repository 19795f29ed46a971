import type { Sender } from '../sender/sender.js';
import { removeKeys } from './remove-object.js';

/** Keys that properties write, overwrite and remove again, below the run's own prefix. */
export interface ScratchKeys {
  /** A key that nothing was written under yet. */
  open(): string;
  /** To be told before anything is written. */
  writing(key: string): void;
  /** Removes what lies there, if anything was written. */
  release(key: string): Promise<void>;
  /** Removes all that is left. Tells the keys that could not be removed. */
  remove(): Promise<string[]>;
}

export function createScratchKeys(ask: Sender, prefix: string): ScratchKeys {
  const written = new Set<string>();
  let opened = 0;
  const remove = async (keys: readonly string[]): Promise<string[]> => {
    const left = await removeKeys(ask, keys);
    for (const key of keys) if (!left.includes(key)) written.delete(key);
    return left;
  };
  return {
    open: () => `${prefix}fresh-${++opened}`,
    writing: (key) => void written.add(key),
    async release(key) {
      if (written.has(key)) await remove([key]);
    },
    remove: () => remove([...written]),
  };
}
