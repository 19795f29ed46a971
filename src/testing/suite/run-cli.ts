import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** The binary that users start; `build-once.ts` builds it. */
export const binary = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

export interface CliOptions {
  /** Added to an environment without any OSS variable. */
  readonly env?: Readonly<Record<string, string>>;
  /** Current folder; that of the test process unless said. */
  readonly cwd?: string;
}

export interface CliResult {
  /** Null where a signal ended the process. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From start to end of the process, in ms. */
  readonly durationMs: number;
}

/** A command that is running. */
export interface CliProcess {
  readonly done: Promise<CliResult>;
  /** Standard output so far. */
  stdout(): string;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a program for node and does not wait for it. */
export function startNode(args: readonly string[], options: CliOptions = {}): CliProcess {
  return observe(spawn(process.execPath, args, { ...spawnOptions(options), stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** Starts `oss-range` and does not wait for it. */
export function startCli(args: readonly string[], options: CliOptions = {}): CliProcess {
  return startNode([binary, ...args], options);
}

/** Runs `oss-range` to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).done;
}

/** Runs a line as a reader pastes it into a shell, on a machine where `oss-range` is installed. */
export async function runLine(line: string, options: CliOptions = {}): Promise<CliResult> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-bin-'));
  try {
    const script = `#!/bin/sh\nexec '${process.execPath}' '${binary}' "$@"\n`;
    await writeFile(join(folder, 'oss-range'), script, { mode: 0o755 });
    const { env, ...rest } = spawnOptions(options);
    const withBinary = { ...rest, env: { ...env, PATH: `${folder}:${env.PATH}` } };
    return await observe(spawn('/bin/sh', ['-c', line], { ...withBinary, stdio: ['ignore', 'pipe', 'pipe'] })).done;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function spawnOptions({ env = {}, cwd }: CliOptions) {
  const { PATH = '', HOME = '' } = process.env;
  return { cwd, env: { PATH, HOME, CI: 'true', ...env } };
}

function observe(child: ChildProcess): CliProcess {
  const started = performance.now();
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      texts[stream] += text;
    });
  }
  const done = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...texts, durationMs: performance.now() - started }));
  });
  return { done, stdout: () => texts.stdout, kill: (signal) => void child.kill(signal) };
}
