import type { ObjectSpec } from '../model/table.js';
import { atCase, type Rule } from './finding.js';

/**
 * Control characters, line separators, what decoders put in place of bytes that are no text, and halves of surrogate pairs,
 * which UTF-8 does not have.
 */
const unwritable = /[\p{Cc}\u2028\u2029\ufffd-\uffff]|\p{Surrogate}/u;

/** A text without anything that a decoder or a normaliser could change. */
const plain = /^(?!.*(?:^|\/)[. ]+(?:\/|$))[\w.~/ +-]+$/;

/**
 * Why a text can be no key, nor part of one, that the suite writes or removes; null where it can. A proxy may decode and
 * normalise a path any number of times before the store sees it, so that no form of a key may lead out of its folder.
 */
export function keyFlaw(text: string): string | null {
  if (text === '') return 'is empty';
  if (/^[/\\]/.test(text)) return 'begins with a slash';
  if (plain.test(text)) return null;
  for (let form = text, before = ''; form !== before; before = form, form = decoded(form)) {
    if (unwritable.test(form)) return 'contains a control character, or one that is not valid Unicode';
    if (form.normalize('NFKC').split(/[/\\]/).some(isDots)) return 'has a path segment of dots';
  }
  return null;
}

/** `..`, also with what a server may cut off: path parameters (`..;x`) and blanks. */
const isDots = (segment: string): boolean => /^\.+$/.test(segment.replace(/;.*$/su, '').replace(/\s/gu, ''));

/** Encodings of `.`, `/` and `\` longer than UTF-8 allows; lenient decoders accept them. */
const overlong: readonly (readonly [RegExp, string])[] = [
  [/%c0%(?:ae|2e)|%e0%80%ae/gi, '.'],
  [/%c0%(?:af|2f)|%e0%80%af/gi, '/'],
  [/%c1%9c|%e0%81%9c/gi, '\\'],
];

/** A text with its percent-encoding taken off once, the way of the most lenient server. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  const shortest = overlong.reduce((form, [encoded, char]) => form.replace(encoded, char), text);
  return shortest
    .replace(/%u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('latin1'))
    .replace(/[\x80-\xff]+/g, utf8);
}

/** Bytes as the UTF-8 that they are; where they are none they are no part of a path separator either. */
const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\ufffd', '?');

/** In UTF-16 code units: of at most 3 bytes each, so that a key fits behind the folder of the run into 1,023 bytes. */
export const longestKey = 170;

/** Names beside an object at which nothing is ever written, so that no key may end with them. */
const unwritten = /\.(?:missing|nothing)$/;

/** Why no object can have a key of its own, or a name that becomes its key; null where it can. */
export function objectKeyFlaw(text: string): string | null {
  if (text.length > longestKey) return `has more than ${longestKey} characters`;
  return unwritten.test(text)
    ? 'ends with .missing or .nothing, which are reserved for keys that do not exist'
    : keyFlaw(text);
}

/** Every object has a key that the suite recognizes as its own, and that no intermediary changes. */
export const safeKeys: Rule = ({ cases }) =>
  cases.flatMap((row) => {
    const { key, name }: ObjectSpec = row.object;
    const flaw = objectKeyFlaw(key ?? name);
    return flaw === null ? [] : [atCase('safe-keys', row, `the key ${JSON.stringify(key ?? name)} ${flaw}`)];
  });
