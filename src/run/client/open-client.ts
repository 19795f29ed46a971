import { fileURLToPath } from 'node:url';
import { clientSource } from './thread/client-source.js';
import { type ClientThread, startClientThread } from './thread/client-thread.js';
import type { ClientIdentity } from './thread/messages.js';

/** A client that can be asked. */
export interface OpenClient {
  readonly identity: ClientIdentity;
  /** What it was named by: its name, or the path of its module. */
  readonly named: string;
  /** Its thread: the one that is there, or another one where that was lost. */
  thread(): Promise<ClientThread>;
  close(): Promise<void>;
}

export interface ClientOptions {
  /** That of the user's project: paths are relative to it, and packages are looked for in it first. */
  readonly folder?: string;
  /** Takes what the client prints; dropped unless said. */
  readonly print?: (text: string) => void;
}

/**
 * Loads a client in a thread of its own.
 *
 * @param text `ali-oss`, `fetch`, or the path of a module that exports a client
 * @throws SuiteError `client-missing`, `client-invalid`
 */
export async function openClient(
  text: string,
  { folder = process.cwd(), print = () => {} }: ClientOptions = {},
): Promise<OpenClient> {
  const source = clientSource(text, folder);
  // A suite that is installed elsewhere may have the package beside itself.
  const folders = [folder, fileURLToPath(new URL('.', import.meta.url))];
  const start = () => startClientThread({ source, folders, print });
  let current = await start();
  return {
    identity: current.identity,
    named: text,
    async thread() {
      if (current.lost() !== null) current = await start();
      return current;
    },
    close: () => current.close(),
  };
}
