import type { ReportDocument } from '../../document/document.js';
import { escapedJson, type Printable } from '../../text/outside-text.js';
import { documentKeys, keysBelow } from './key-order.js';

/**
 * The JSON report: UTF-8 text of one well-formed document with a line feed at its end. Equal documents give equal
 * bytes, regardless of the order in which their fields were set. Lone surrogates are written as `\ud800`, and every control and format
 * character as an escape, so that the report can be shown on a terminal; nothing is lost.
 */
export function toJson(document: ReportDocument): Printable {
  return escapedJson(inOrder(document, documentKeys));
}

/** A copy with its keys in the order of the contract, or sorted if they are ids or names of headers. */
function inOrder(value: unknown, known: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => inOrder(element, known));
  if (typeof value !== 'object' || value === null) return value;
  const places = placesOf(known);
  const place = (key: string): number => places.get(key) ?? known.length;
  const keys = Object.keys(value);
  const compare = (a: string, b: string): number => place(a) - place(b) || (a < b ? -1 : 1);
  // Most are written in the order of the contract already.
  if (keys.some((key, index) => index > 0 && compare(keys[index - 1]!, key) > 0)) keys.sort(compare);
  const field = (key: string): unknown => inOrder((value as Record<string, unknown>)[key], keysBelow.get(key) ?? []);
  return Object.fromEntries(keys.map((key) => [key, field(key)]));
}

const placesByKeys = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

function placesOf(known: readonly string[]): ReadonlyMap<string, number> {
  const before = placesByKeys.get(known);
  if (before !== undefined) return before;
  const places = new Map(known.map((key, place) => [key, place]));
  placesByKeys.set(known, places);
  return places;
}
