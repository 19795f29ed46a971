import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told apart from any other that had or will have its number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Name of the machine. */
  readonly host: string;
  /** Boot of the machine, PID namespace and start of the process, as /proc has them; null where there is none (macOS, Windows). */
  readonly started: string | null;
}

/** `unknown`: it is a process of another machine or container, or its number may have been given to another one. */
export type ProcessState = 'running' | 'ended' | 'unknown';

/** This process. */
export const ownProcess = (): ProcessIdentity => ({
  pid: process.pid,
  host: hostname(),
  started: startOf(process.pid),
});

/**
 * Whether a process is still there.
 *
 * @param isRecent whether it was there so short a time ago that its number is hardly another's, where nothing else tells
 */
export function stateOf({ pid, host, started }: ProcessIdentity, isRecent: boolean): ProcessState {
  if (host !== hostname()) return 'unknown';
  const realm = realmOf();
  if (realm !== null && started !== null) {
    // Another boot, or another container: the number says nothing here.
    if (!started.startsWith(`${realm} `)) return 'unknown';
    return startOf(pid) === started ? 'running' : 'ended';
  }
  if (!isThere(pid)) return 'ended';
  return isRecent ? 'running' : 'unknown';
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where process numbers are unique; null where /proc does not tell. */
function realmOf(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

/** A process that has ended and that its parent has not yet asked about is still listed (proc(5), field 3). */
const endedStates: ReadonlySet<string> = new Set(['Z', 'X', 'x']);

/** Null where there is no such process any more, or no /proc. */
function startOf(pid: number): string | null {
  const realm = realmOf();
  if (realm === null) return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program name is in brackets and may contain blanks and brackets; state is field 3, start field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return endedStates.has(fields[0] ?? '') ? null : `${realm} ${fields[19]}`;
  } catch {
    return null;
  }
}
