import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nearest } from '../../../spec/read/nearest.js';
import { SuiteError } from '../../../suite-error.js';
import { ownClients } from '../own-clients.js';

/** Where a client comes from. */
export type ClientSource =
  | { readonly kind: 'own'; readonly name: (typeof ownClients)[number] }
  | { readonly kind: 'module'; readonly file: string; readonly url: string };

/**
 * Resolves the name of a client: one that comes with the suite, or a module of the user.
 *
 * @param folder that paths are relative to
 * @throws SuiteError `client-missing`
 */
export function clientSource(text: string, folder: string): ClientSource {
  const own = ownClients.find((name) => name === text);
  if (own !== undefined) return { kind: 'own', name: own };
  const path = resolve(folder, text);
  if (existsSync(path)) return { kind: 'module', file: text, url: pathToFileURL(path).href };
  const isPath = /[/\\]|\.[cm]?js$/.test(text);
  const near = isPath ? undefined : nearest(text, ownClients);
  throw new SuiteError('client-missing', isPath ? `there is no file ${text}` : `unknown client '${text}'`, {
    hint: `${near === undefined ? '' : `did you mean ${near}? `}--client is one of ${ownClients.join(', ')}, or the path of a module that exports a client`,
  });
}
