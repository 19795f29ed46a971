import * as v from 'valibot';
import { behaviours, levels, methods } from '../../spec/model/vocabulary.js';

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const step = v.object({
  method: v.picklist(methods),
  range: v.nullable(v.string()),
  behaviour: v.picklist(behaviours),
  fields: v.exactOptional(v.array(v.tuple([v.string(), v.string()]))),
  anyOutcome: v.exactOptional(v.boolean()),
});

/** What several requests were, as a report keeps it; see `Again` in `property/law.ts`. */
export const againSchema = v.variant('kind', [
  v.object({
    kind: v.literal('plan'),
    plan: v.object({
      size,
      rounds: v.array(v.object({ how: v.picklist(['together', 'in-turn', 'one-connection']), steps: v.array(step) })),
      level: v.exactOptional(v.picklist(levels)),
    }),
  }),
  v.object({
    kind: v.literal('operations'),
    operations: v.array(
      v.variant('kind', [
        v.object({ kind: v.literal('put'), size }),
        v.object({ kind: v.literal('delete') }),
        v.object({ kind: v.literal('read'), range: v.nullable(v.string()) }),
        v.object({ kind: v.literal('head') }),
      ]),
    ),
  }),
]);
