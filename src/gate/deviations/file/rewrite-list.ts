import { Document, isMap, isSeq, parseDocument, type YAMLMap, YAMLSeq } from 'yaml';
import type { Deviation } from '../rules/deviation.js';
import type { ListUpdate } from './plan-update.js';

/**
 * The text of a list after an update. Comments, and the way in which entries are written that stay, are kept; a comment above
 * an entry goes with it, but for the one above the first, which may speak of the whole list.
 *
 * @param text of the list before; empty for a new one
 * @param reason of what is added
 */
export function rewriteList(text: string, { entries, added }: ListUpdate, reason: string): string {
  const document = text.trim() === '' ? new Document([]) : parseDocument(text);
  const list = isSeq(document.contents) ? document.contents : new YAMLSeq();
  const items = [...list.items];
  list.items = [
    ...entries.flatMap(({ before, now: [first, ...others] }, index) => {
      const item = items[index];
      if (first === undefined || !isMap(item)) return [];
      if (first !== before) rewriteEntry(document, item, before, first);
      return [item, ...others.map((one) => document.createNode(keysOf(one)))];
    }),
    ...added.map((one) => document.createNode(keysOf({ ...one, reason }))),
  ];
  if (items.length === 0) list.flow = false;
  return document.toString({ lineWidth: 0 });
}

function rewriteEntry(document: Document, item: YAMLMap, before: Deviation, now: Deviation): void {
  const keys = keysOf(now);
  // A new node, because a glob is quoted and an id is not.
  if (before.check !== now.check) item.set('check', document.createNode(keys.check));
  if (before.behaviour !== now.behaviour) item.set('behaviour', keys.behaviour);
  // A text takes the place of a text, so that a comment behind it stays.
  const { symptom } = keys;
  if (before.symptom !== now.symptom)
    item.set('symptom', typeof symptom === 'string' ? symptom : document.createNode(symptom));
  // What is left of a glob names one check.
  item.delete('broad');
}

/** The keys of an entry in the order in which they are written, without those that it lacks. */
function keysOf({ check, behaviour, aspect, symptom, reason, ticket, expires }: Deviation) {
  return {
    check,
    behaviour,
    aspect,
    symptom,
    reason,
    ...(ticket === undefined ? {} : { ticket }),
    ...(expires === undefined ? {} : { expires }),
  };
}
