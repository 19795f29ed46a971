import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { atExit } from './at-exit.js';

export interface SuiteProgramOptions {
  /** Added to an environment without any OSS variable. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** In ms; then it is interrupted. */
  readonly longestMs: number;
}

export interface SuiteProgramResult {
  readonly exitCode: number | null;
  /** Standard output and standard error. */
  readonly printed: string;
  readonly durationMs: number;
}

/** How long an interrupted run may take to remove what it wrote, in ms. */
const removalMs = 15_000;

/** Runs `oss-range` to its end, which it comes to. */
export function runSuiteProgram(
  args: readonly string[],
  { env, cwd, longestMs }: SuiteProgramOptions,
): Promise<SuiteProgramResult> {
  const started = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH, HOME, CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const forget = atExit(() => child.kill('SIGKILL'));
  const timers = [
    setTimeout(() => child.kill('SIGTERM'), longestMs),
    setTimeout(() => child.kill('SIGKILL'), longestMs + removalMs),
  ];
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      forget();
      timers.forEach(clearTimeout);
      resolve({ exitCode, printed, durationMs: performance.now() - started });
    });
  });
}
