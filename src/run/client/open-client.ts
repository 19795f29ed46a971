import { fileURLToPath } from 'node:url';
import { createRedactor } from '../../driver/redact/redact.js';
import { secretsOfTarget, type Target } from '../../driver/target/target.js';
import { protocolOf } from '../../spec/model/auth-scheme.js';
import { SuiteError } from '../../suite-error.js';
import { createClientOutput } from './thread/client-output.js';
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
  /**
   * Takes what the client prints, line by line without line feeds: redacted, harmless to show, and led by the name of the
   * client. Dropped unless said.
   */
  readonly print?: ((line: string) => void) | undefined;
  /** What must not be printed: secrets of the target. */
  readonly secrets?: readonly string[];
}

/**
 * Loads a client in a thread of its own.
 *
 * @param text `ali-oss`, `fetch`, or the path of a module that exports a client
 * @throws SuiteError `client-missing`, `client-invalid`
 */
export async function openClient(
  text: string,
  { folder = process.cwd(), print = () => {}, secrets = [] }: ClientOptions = {},
): Promise<OpenClient> {
  const source = clientSource(text, folder);
  // A suite that is installed elsewhere may have the package beside itself.
  const folders = [folder, fileURLToPath(new URL('.', import.meta.url))];
  let name = text;
  const output = createClientOutput({ name: () => name, redactor: createRedactor(secrets), print });
  const start = () => startClientThread({ source, folders, print: output.write });
  let current = await start().finally(output.end);
  name = current.identity.name;
  return {
    identity: current.identity,
    named: text,
    async thread() {
      if (current.lost() !== null) current = await start();
      return current;
    },
    async close() {
      await current.close();
      output.end();
    },
  };
}

/**
 * Loads the clients that a target can take, all of them or none.
 *
 * @throws SuiteError as {@link openClient}; `credentials-missing` or `usage` for a client that cannot sign for the target
 */
export async function openClients(
  names: readonly string[],
  target: Target,
  options: Omit<ClientOptions, 'secrets'> = {},
): Promise<OpenClient[]> {
  const { credentials, auth } = target;
  const secrets = secretsOfTarget(target);
  const opened = await Promise.allSettled(names.map((name) => openClient(name, { ...options, secrets })));
  const clients = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = opened.find((result) => result.status === 'rejected');
  const unable = clients.find(({ identity }) => identity.needsCredentials && credentials === null);
  const foreign = clients.find(({ identity }) => identity.protocol === 'oss' && protocolOf(auth) === 's3');
  if (failed === undefined && unable === undefined && foreign === undefined) return clients;
  await Promise.all(clients.map((client) => client.close()));
  if (failed !== undefined) throw failed.reason;
  if (foreign !== undefined) {
    throw new SuiteError('usage', `${foreign.identity.name} signs with OSS schemes only, but --auth is ${auth}`, {
      hint: 'choose another --client, or an --auth scheme of OSS',
    });
  }
  throw new SuiteError(
    'credentials-missing',
    `${unable?.identity.name} signs every request, but there is no access key`,
    { hint: 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or choose another --client' },
  );
}
