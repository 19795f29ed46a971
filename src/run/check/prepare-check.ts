import type { Target } from '../../driver/target/target.js';
import type { Unanswered } from '../../exchange/recording/recording.js';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { PreparedCheck } from '../../judge/prepared-check.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { verdictOn } from '../capability/obstacle.js';
import type { StoredObject, StoredObjects } from '../objects/stored-objects.js';
import type { PlannedCheck } from '../plan/plan.js';

import { obstacleTo } from './row-applicability.js';

/**
 * Stores the object that a check is about, unless it is there already, and fills in what only the target knows; or tells why
 * nothing can be sent.
 */
export async function prepareCheck(
  planned: PlannedCheck,
  objects: StoredObjects,
  target: Target,
): Promise<PreparedCheck<StoredObject> | Unanswered> {
  const { row, claim, behaviour } = planned;
  const obstacle = obstacleTo(row, target);
  if (obstacle !== null) return notApplicable(obstacle);
  const storing = await objects.store(planned.object);
  if (storing.kind !== 'stored') return verdictOn(storing);
  const fields = resolveFields(row.headers, storing.object.facts);
  if (fields.kind === 'unknown') {
    return notApplicable(`the target returned no ${fields.what} to use in the request`);
  }
  const { method, range, query, missing, auth, copyRange } = row;
  const request = {
    method,
    range,
    headers: fields.headers,
    behaviour,
    ...(query ? { query } : {}),
    ...(missing ? { missing } : {}),
    ...(auth ? { auth } : {}),
    ...(copyRange === undefined ? {} : { copyRange }),
  };
  return { request, object: storing.object, level: claim.level, outcomes: claim.outcomes };
}

const notApplicable = (reason: string): Unanswered => ({ kind: 'not-applicable', reason });

/** The header fields of a row with their templates filled in, or what is not known of the object to do so. */
export type ResolvedFields =
  | { readonly kind: 'resolved'; readonly headers: readonly HeaderField[] }
  | { readonly kind: 'unknown'; readonly what: string };

/**
 * Fills `{etag}`, `{last-modified}` and `{last-modified+60}` (seconds) with the validators that the target gave for the
 * object: conditions use the validators that the target returned, for any form of tags and any clock.
 */
export function resolveFields(headers: readonly HeaderField[], facts: ObjectFacts): ResolvedFields {
  let missing: string | null = null;
  const fill = (template: string): string => {
    const value = valueFor(template.slice(1, -1), facts);
    if (value === null) missing = template.startsWith('{etag') ? 'ETag' : 'Last-Modified';
    return value ?? template;
  };
  const resolved = headers.map(([name, value]): HeaderField => [name, value.replace(/\{[^}]*\}/g, fill)]);
  return missing === null ? { kind: 'resolved', headers: resolved } : { kind: 'unknown', what: missing };
}

function valueFor(word: string, { etag, lastModified }: ObjectFacts): string | null {
  if (word === 'etag') return etag;
  const [, offset = ''] = /^last-modified([+-]\d+)?$/.exec(word) ?? [];
  if (offset === '') return lastModified;
  const at = Date.parse(lastModified ?? '');
  return Number.isNaN(at) ? null : new Date(at + Number(offset) * 1000).toUTCString();
}
