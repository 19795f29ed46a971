import { randomBytes } from 'node:crypto';
import { SuiteError } from '../../suite-error.js';
import { defaultSettings } from '../plan/defaults.js';

/**
 * The name of a folder of the bucket, with one slash at its end.
 *
 * @throws SuiteError `usage` where the whole bucket would become the suite's own
 */
export function folderName(text: string): string {
  const name = text.replace(/^\/+|\/+$/g, '');
  if (name !== '') return `${name}/`;
  throw new SuiteError('usage', `the prefix ${JSON.stringify(text)} is not a folder name`, {
    hint: `use a name, as in --prefix ${defaultSettings.prefix}`,
  });
}

/** A folder below `prefix` that no other run has. Everything that a command writes lies in one. */
export function ownFolder(prefix: string): string {
  return `${prefix}${randomBytes(6).toString('hex')}/`;
}

/** Below this, in the folder of a run, lie the objects with keys of their own. */
export const namedFolder = 'named/';

/**
 * Whether a command of this suite wrote a key: a folder of its own, and in it a content object or a key that a property
 * writes and overwrites.
 */
export function isOwnKey(key: string, prefix: string): boolean {
  return key.startsWith(prefix) && /^[0-9a-f]{12}\/(?:(?:bytes|fresh)-\d+$|named\/.)/.test(key.slice(prefix.length));
}

/** The folder of the run that wrote a key of which `isOwnKey` is true: `oss-range-conformance/0123456789ab/`. */
export const folderOfKey = (key: string, prefix: string): string =>
  `${prefix}${key.slice(prefix.length).split('/')[0]}/`;
