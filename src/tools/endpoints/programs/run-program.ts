import { execFile } from 'node:child_process';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** In ms. */
  readonly timeoutMs?: number;
}

/**
 * Runs a program to its end.
 *
 * @returns what it printed on standard output and standard error
 * @throws Error where it cannot be started, fails or takes too long; it names the program and what it said
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, timeoutMs = 60_000 }: ProgramOptions = {},
): Promise<string> {
  const options = { cwd, env: env ?? process.env, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout + stderr);
      const said = (stderr || stdout || error.message).trim().split('\n').slice(-5).join('\n');
      reject(new Error(`${[program, ...args].join(' ').slice(0, 200)}: ${said}`, { cause: error }));
    });
  });
}
