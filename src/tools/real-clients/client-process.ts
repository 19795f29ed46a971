import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { atExit } from '../endpoints/programs/at-exit.js';

/** What a client says of a step. */
export type Reply =
  | { readonly kind: 'done' }
  /** The server refused it, with this error code as the client tells it. */
  | { readonly kind: 'refused'; readonly code: string }
  /** The client gave up for another reason. */
  | { readonly kind: 'failed'; readonly message: string };

/** The script of a client, which reads one step a line. */
export interface ClientProcess {
  /** @throws Error where the script ends instead of answering, or takes too long */
  run(words: readonly string[]): Promise<Reply>;
  stop(): Promise<void>;
}

/** How long one step may take, in ms: a client in Python needs a second for its start, and more on a busy machine. */
const stepMs = 30_000;

export function startClient(
  [program, file]: readonly [string, string],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): ClientProcess {
  const child = spawn(program, [file], { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const forget = atExit(() => child.kill('SIGKILL'));
  const closed = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  closed.catch(() => {}); // Told by the step that gets no answer.
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const lines = createInterface({ input: child.stdout });
  return {
    async run(words) {
      child.stdin.write(`${words.join(' ')}\n`);
      const line = await nextLine(lines, child, closed);
      if (line === null) throw new Error(`${file} did not answer '${words[0]}': ${said.trim().slice(-500)}`);
      return replyOf(line);
    },
    async stop() {
      child.stdin.end();
      await closed;
      forget();
    },
  };
}

/** Null where the script ends or is ended before. */
async function nextLine(lines: Interface, child: ChildProcess, closed: Promise<void>): Promise<string | null> {
  const timer = setTimeout(() => child.kill('SIGKILL'), stepMs);
  try {
    return await Promise.race([once(lines, 'line').then(([line]) => line as string), closed.then(() => null)]);
  } finally {
    clearTimeout(timer);
  }
}

function replyOf(line: string): Reply {
  const [, word, rest = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
  switch (word) {
    case 'done':
      return { kind: 'done' };
    case 'refused':
      return { kind: 'refused', code: rest };
    default:
      return { kind: 'failed', message: rest };
  }
}
