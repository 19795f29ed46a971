const callbacks = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back once when the signal aborts. All callbacks share one listener: a signal that many exchanges share would
 * otherwise make node warn of a leak at the eleventh.
 *
 * @returns a function that takes the callback back
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => {};
  let set = callbacks.get(signal);
  if (set === undefined) {
    const created = new Set<() => void>();
    signal.addEventListener('abort', () => created.forEach((call) => void call()), { once: true });
    callbacks.set(signal, created);
    set = created;
  }
  set.add(callback);
  return () => set.delete(callback);
}
