import type { Target } from '../../driver/target/target.js';
import type { Unanswered } from '../../exchange/recording/recording.js';
import { verdictOn } from '../capability/obstacle.js';
import type { StoredObjects } from '../objects/stored-objects.js';
import type { PlannedCheck } from '../plan/plan.js';
import type { PutQuestion } from './ask-question.js';
import { resolveFields } from './resolve-fields.js';
import { obstacleTo } from './row-applicability.js';

/** A planned check as a question about an object that lies on the target, or why there is none. */
export type Prepared =
  | { readonly kind: 'question'; readonly asked: PutQuestion }
  | { readonly kind: 'unanswered'; readonly why: Unanswered };

/** Stores the object that a check is about, unless it is there already, and fills in what only the target knows. */
export async function prepareCheck(planned: PlannedCheck, objects: StoredObjects, target: Target): Promise<Prepared> {
  const { row, claim, behaviour } = planned;
  const { query, missing, auth } = row;
  const obstacle = obstacleTo(row, target);
  if (obstacle !== null) return notApplicable(obstacle);
  const storing = await objects.store(planned.object);
  if (storing.kind !== 'stored') return { kind: 'unanswered', why: verdictOn(storing) };
  const fields = resolveFields(row.headers, storing.object.facts);
  if (fields.kind === 'unknown') {
    return notApplicable(`the target returned no ${fields.what} to use in the request`);
  }
  const asked: PutQuestion = {
    object: storing.object,
    behaviour,
    range: row.range,
    headers: fields.headers,
    ...(query ? { query } : {}),
    ...(missing ? { missing } : {}),
    ...(auth ? { auth } : {}),
    question: {
      method: row.method,
      object: storing.object.facts,
      level: claim.level,
      outcomes: claim.outcomes,
      request: { ...row, object: planned.object },
      ...(row.copyRange === undefined ? {} : { copied: true }),
    },
  };
  return { kind: 'question', asked };
}

const notApplicable = (reason: string): Prepared => ({
  kind: 'unanswered',
  why: { kind: 'not-applicable', reason },
});
