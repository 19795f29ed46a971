import { layOut } from '../../content/place-objects.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import { planOfQuestions } from './make-plan.js';
import type { Plan } from './plan.js';
import { ruleRow } from './rule-row.js';

export interface Probe {
  /** Values of the Range field lines. */
  readonly range: readonly string[];
  /** Complete length of the object, in bytes. */
  readonly size: number;
  readonly behaviours: readonly Behaviour[];
}

/** A plan of one question that is in no table; what is specified comes from the oracle. */
export function probePlan({ range, size, behaviours }: Probe): Plan {
  const objects = layOut([{ name: `bytes-${size}`, size }]);
  const object = objects[0]!;
  const row = ruleRow({
    id: 'probe',
    topic: 'probe',
    title: `${range.join(' and ')} on ${size} bytes`,
    object,
    method: 'GET',
    range,
    headers: [],
    location: { file: 'the command line', line: 1 },
  });
  const checks = behaviours.map(
    (behaviour) => ({ kind: 'check', id: row.id, behaviour, row, claim: row.claims[behaviour], object }) as const,
  );
  return planOfQuestions(checks, objects, behaviours);
}
