import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { atExit } from './at-exit.js';

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Standard output and error go here. */
  readonly log: string;
}

/** A process that this one has started, with everything it starts itself. */
export interface OwnProcess {
  readonly pid: number;
  hasEnded(): boolean;
  /** Ends the whole group, by force after a while (in ms). */
  stop(patienceMs?: number): Promise<void>;
}

/** How long a server may take to end by itself, in ms. */
const usualPatienceMs = 3_000;

/**
 * Starts a program as the head of a process group of its own, so that it can be ended with all its children.
 *
 * @throws Error where it cannot be started
 */
export async function startProcess(
  program: string,
  args: readonly string[],
  { cwd, env, log }: ProcessOptions,
): Promise<OwnProcess> {
  const file = openSync(log, 'a');
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', file, file], detached: true });
  closeSync(file);
  const pid = await pidOf(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const forget = atExit(() => signalGroup(pid, 'SIGKILL'));
  return {
    pid,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop(patienceMs = usualPatienceMs) {
      signalGroup(pid, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), patienceMs);
      await ended;
      clearTimeout(timer);
      // Children may have outlived the head.
      signalGroup(pid, 'SIGKILL');
      forget();
    },
  };
}

function pidOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid!));
  });
}

/** A group that is gone needs no signal. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
