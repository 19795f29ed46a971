/** Lends a limited number of things, each to one borrower at a time, in order of asking. */
export interface Pool<T> {
  borrow(): Promise<T>;
  giveBack(item: T): void;
  /** Waits for every item that was ever made, behind those who asked before. */
  drain(): Promise<T[]>;
}

/** Makes items when they are needed, and prefers the one given back last: its connection is the warmest. */
export function createPool<T>(size: number, make: () => T): Pool<T> {
  const idle: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  let made = 0;
  const borrow = async (): Promise<T> => {
    const item = idle.pop();
    if (item !== undefined) return item;
    if (made < size) {
      made++;
      return make();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    borrow,
    giveBack(item) {
      const next = waiting.shift();
      if (next === undefined) idle.push(item);
      else next(item);
    },
    async drain() {
      const rest = made;
      made = size; // None is made any more.
      return Promise.all(Array.from({ length: rest }, borrow));
    },
  };
}
