import { SuiteError } from '../../../suite-error.js';
import { aliOssClient } from '../ali-oss-client.js';
import type { Client } from '../client.js';
import { fetchClient } from '../fetch-client.js';
import type { ThreadData } from './messages.js';

/**
 * Loads a client, in the thread that it is to run in.
 *
 * @throws SuiteError `client-missing`, `client-invalid`
 */
export async function loadClient({ source, folders }: ThreadData): Promise<Client> {
  if (source.kind === 'own') return source.name === 'fetch' ? fetchClient : aliOssClient(folders);
  const exported: unknown = await importModule(source.file, source.url);
  for (const name of ['default', 'client']) {
    const candidate: unknown = (exported as Record<string, unknown>)[name];
    if (isClient(candidate)) return candidate;
  }
  throw new SuiteError('client-invalid', `${source.file} exports no client`, {
    hint: "export default defineClient({ name, open }), with defineClient of 'oss-range-conformance'",
  });
}

async function importModule(file: string, url: string): Promise<unknown> {
  try {
    return await import(url);
  } catch (cause) {
    const message = (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ');
    throw new SuiteError('client-invalid', `${file} cannot be loaded: ${message}`, {
      hint: 'it must be an ES module or CommonJS module for the Node.js version that runs oss-range',
      cause,
    });
  }
}

function isClient(value: unknown): value is Client {
  if (typeof value !== 'object' || value === null) return false;
  const { name, open, cannot } = value as Partial<Client>;
  const mayCannot = cannot === undefined || typeof cannot === 'function';
  return typeof name === 'string' && name !== '' && typeof open === 'function' && mayCannot;
}
