import type { Case, ObjectSpec } from '../model/table.js';
import { atCase, type Rule } from './finding.js';

/** Every part but the last has at least this many bytes (document of CompleteMultipartUpload). */
const smallestPart = 100 * 1024;

/** In bytes; what is sent in one PUT, and read whole. */
const largestHeld = 2 ** 24;

/** An object can be made as the row says, and a row about a copied part asks for nothing else. */
export const meaningfulObjectKind: Rule = ({ cases }) =>
  cases.flatMap((row) =>
    [...makingFlaws(row.object), ...copyFlaws(row)].map((flaw) => atCase('meaningful-making', row, flaw)),
  );

function makingFlaws({ size, made, key = '' }: ObjectSpec): string[] {
  const tooLarge = size > largestHeld && made?.by !== 'part-copies';
  if (tooLarge) return [`more than ${largestHeld} bytes are made by part-copies only`];
  if (made === undefined) return [];
  if (key.endsWith('/')) return ['a folder is made by one PUT'];
  if (made.by === 'directory') return size === 0 ? [] : ['a directory has no bytes'];
  if (made.by === 'overwrite' && made.before === size)
    return ['the object before has the same size, which shows nothing'];
  if (made.by !== 'append' && made.by !== 'multipart') return [];
  const sizes = made.by === 'append' ? made.pieces : made.parts;
  const total = sizes.reduce((sum, length) => sum + length, 0);
  const small = made.by === 'multipart' && sizes.slice(0, -1).some((length) => length < smallestPart);
  return [
    ...(total === size ? [] : [`the object has ${size} bytes, what it is made of ${total}`]),
    ...(small ? [`a part before the last has fewer than ${smallestPart} bytes`] : []),
  ];
}

function copyFlaws({ copyRange, range, method, query, auth }: Case): string[] {
  if (copyRange === undefined) return [];
  const others = { range: range.length > 0, method: method !== 'GET', query, auth };
  return Object.entries(others).flatMap(([key, present]) => (present ? [`a row with copy-range has no ${key}`] : []));
}
