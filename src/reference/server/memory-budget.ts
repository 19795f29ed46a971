/** Counts the bytes of a store; memory is reserved before bytes are kept. */
export interface MemoryBudget {
  /** @returns whether there was room; nothing is taken where there was not */
  take(bytes: number): boolean;
  give(bytes: number): void;
  used(): number;
}

/** @param limitBytes - what may be taken at once */
export function createMemoryBudget(limitBytes: number): MemoryBudget {
  let used = 0;
  return {
    take(bytes) {
      if (used + bytes > limitBytes) return false;
      used += bytes;
      return true;
    },
    give(bytes) {
      used -= bytes;
    },
    used: () => used,
  };
}
