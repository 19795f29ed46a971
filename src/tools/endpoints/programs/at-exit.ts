/** What has to be ended or removed however this process ends. */
const pending = new Set<() => void>();
let isListening = false;

/** Conventional exit codes of a process that a signal has ended. */
const exitCodeOf = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Does something when this process ends, also by a signal or an error.
 *
 * @returns what makes it not happen any more
 */
export function atExit(action: () => void): () => void {
  if (!isListening) listen();
  pending.add(action);
  return () => void pending.delete(action);
}

function listen(): void {
  isListening = true;
  process.on('exit', () => {
    for (const action of pending) attempt(action);
  });
  for (const [signal, code] of Object.entries(exitCodeOf)) process.on(signal, () => process.exit(code));
}

/** One that fails must not keep the others from happening. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // No process is left that could be notified.
  }
}
