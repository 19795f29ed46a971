import { startCli } from './run-cli.js';

/** `oss-range serve`, running. */
export interface Served {
  readonly origin: string;
  /** @returns what it wrote to standard error */
  stop(): Promise<string>;
}

/**
 * Starts the embedded endpoint by the binary, on a free port.
 *
 * @throws Error where it ends before it listens
 */
export async function serve(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const process = startCli(['serve', '--port', '0', ...args], { env });
  const ended = process.done.then(({ stderr }) => {
    throw new Error(`serve ended: ${stderr}`);
  });
  ended.catch(() => {}); // Once it listens, its end is no error.
  const origin = await Promise.race([originOf(process), ended]);
  return {
    origin,
    async stop() {
      process.kill('SIGTERM');
      return (await process.done).stderr;
    },
  };
}

/** How often the output is looked at, in ms. */
const pollMs = 10;

async function originOf({ stdout }: { stdout(): string }): Promise<string> {
  for (;;) {
    const [, origin] = /^listening on (http:\S+),/.exec(stdout()) ?? [];
    if (origin !== undefined) return origin;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
