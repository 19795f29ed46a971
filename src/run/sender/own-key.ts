import { randomBytes } from 'node:crypto';
import { keyFlaw, longestKey, objectKeyFlaw } from '../../spec/integrity/safe-keys.js';
import { SuiteError } from '../../suite-error.js';

declare const own: unique symbol;

/** A folder below the prefix that one run, or another command, writes to: `oss-range-conformance/0123456789ab/`. */
export type OwnFolder = string & { readonly [own]: 'folder' };

/**
 * A key that the suite can have written. Only this module makes one, from the grammar below, and nothing but such a key is
 * written to or removed.
 *
 *     own key = prefix run "/" ( "bytes-" size | "fresh-" number | "named/" named )
 *     run     = 12 hexadecimal digits in small letters
 *     named   = ( key | key filler ) [ ".source" | ".target" | ".link" ]
 *     key     = what a row can have as the key or the name of its object
 *     filler  = what a key is filled up with to a length of 600 to 1023 bytes
 */
export type OwnKey = string & { readonly [own]: 'key' };

/** In bytes. A key of a row, its helpers and the folder of the run must fit into 1,023 bytes beside it. */
const longestPrefix = 400;

/**
 * The name of a folder of the bucket, with one slash at its end.
 *
 * @throws SuiteError `usage` where the whole bucket would become the suite's own, or a proxy could make it another folder
 */
export function folderName(text: string): string {
  const name = text.replace(/^\/+|\/+$/g, '');
  const flaw = name === '' ? 'is not a folder name' : prefixFlaw(name);
  if (flaw === null) return `${name}/`;
  throw new SuiteError('usage', `the prefix ${JSON.stringify(text)} ${flaw}`, {
    hint: 'use a name, as in --prefix oss-range-conformance/',
  });
}

function prefixFlaw(name: string): string | null {
  if (Buffer.byteLength(name) > longestPrefix) return `has more than ${longestPrefix} bytes`;
  if (/\/\/|\\|%(?:25)*(?:2f|5c)/i.test(name)) return 'has an empty path segment, a backslash or an encoded slash';
  return keyFlaw(name);
}

/** A folder below `prefix` that no other run has. Everything that a command writes lies in one. */
export function ownFolder(prefix: string): OwnFolder {
  return `${prefix}${randomBytes(6).toString('hex')}/` as OwnFolder;
}

/** Below this, in the folder of a run, lie the objects with keys of their own. */
export const namedFolder = 'named/';

/** What lies beside an object whose making needs it: the source of a copy, the target of a link, a link to a link. */
export const helpers = ['source', 'target', 'link'] as const;
export type Helper = (typeof helpers)[number];

/** @throws Error where the suite does not write such keys, which is a mistake of this program */
export function ownKeyIn(folder: OwnFolder, rest: string): OwnKey {
  const key = `${folder}${rest}`;
  if (isOwnRest(rest, Buffer.byteLength(folder))) return key as OwnKey;
  throw new Error(`${JSON.stringify(key)} is no key of this suite`);
}

export const helperKey = (key: OwnKey, helper: Helper): OwnKey => `${key}.${helper}` as OwnKey;

/** In UTF-16 code units: the longest key that is filled up, with its helper. */
const longestOwnKey = 1023 + '.source'.length;

/** The key that `text` is where the suite can have written it below `prefix`; null for any other, and for what is no text. */
export function readOwnKey(text: unknown, prefix: string): OwnKey | null {
  if (typeof text !== 'string' || text.length > longestOwnKey || !text.startsWith(prefix)) return null;
  if (!prefix.endsWith('/') || prefixFlaw(prefix.slice(0, -1)) !== null) return null;
  const below = text.slice(prefix.length);
  if (!/^[0-9a-f]{12}\//.test(below)) return null;
  return isOwnRest(below.slice(13), Buffer.byteLength(prefix) + 13) ? (text as OwnKey) : null;
}

/** The folder of the run that wrote a key: `oss-range-conformance/0123456789ab/`. */
export const folderOfKey = (key: OwnKey, prefix: string): string => key.slice(0, prefix.length + 13);

/** @param folderBytes length of the folder before it */
function isOwnRest(rest: string, folderBytes: number): boolean {
  if (!rest.startsWith(namedFolder)) {
    return /^(?:bytes-(?:0|[1-9]\d{0,14})|fresh-[1-9]\d{0,8})$/.test(rest);
  }
  const named = rest.slice(namedFolder.length);
  const [, helped] = /^(.+)\.(?:source|target|link)$/su.exec(named) ?? [];
  const bytes = folderBytes + namedFolder.length;
  return isNamed(named, bytes) || (helped !== undefined && isNamed(helped, bytes));
}

const isNamed = (named: string, bytesBefore: number): boolean =>
  named.length <= longestKey ? objectKeyFlaw(named) === null : isFilled(named, bytesBefore);

/** What a row may want as the length of a key, in bytes. */
export const filledBytes = { least: 600, most: 1023 } as const;

/** Whether a name is the key of a row that was filled up. */
function isFilled(named: string, bytesBefore: number): boolean {
  const bytes = bytesBefore + Buffer.byteLength(named);
  if (bytes < filledBytes.least || bytes > filledBytes.most) return false;
  for (let length = 1; length <= longestKey; length++) {
    const rest = named.slice(length);
    if (rest === filler(rest.length) && objectKeyFlaw(named.slice(0, length)) === null) return true;
  }
  return false;
}

/**
 * Length in bytes of each name with its delimiter that keys are filled up with: some stores keep objects as files, and file systems take names of 255 bytes at
 * most. s3rver 3.7.1 ends on a longer one, and nothing else of the run could be asked.
 */
const fillerName = 200;

/** Names of files in folders; the last byte is no delimiter, which would make the object a folder. */
export function filler(length: number): string {
  const bytes = Array.from({ length: Math.max(0, length) }, (_, index) =>
    (index + 1) % fillerName === 0 && index + 1 < length ? '/' : 'k',
  );
  return bytes.join('');
}
