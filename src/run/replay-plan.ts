import { layOut } from '../content/place-objects.js';
import { propertySizes } from '../property/families.js';
import type { Table } from '../spec/table.js';
import { behaviours } from '../spec/vocabulary.js';
import { estimate } from './estimate.js';
import type { Plan, PlannedCheck } from './plan.js';
import type { ReplayItem } from './replay-items.js';

/** A plan of the questions alone, in their order. Objects have the bytes that they have in a run of the whole suite. */
export function replayPlan(items: readonly ReplayItem[], table: Table): Plan {
  const drawn = propertySizes.map((size) => ({ name: `bytes-${size}`, size }));
  const catalogue = layOut([
    ...table.cases.map(({ object }) => object),
    ...drawn,
    ...items.map(({ row }) => row.object),
  ]);
  const checks = items.map(({ row, claim, behaviour }): PlannedCheck => {
    const object = catalogue.find(({ name, size }) => name === row.object.name && size === row.object.size)!;
    return { kind: 'check', id: row.id, behaviour, row, claim, object };
  });
  const objects = [...new Set(checks.map(({ object }) => object))].sort((a, b) => a.size - b.size);
  return {
    checks,
    properties: [],
    objects,
    propertyObjects: [],
    behaviours,
    seed: 0,
    runs: 0,
    estimate: estimate(checks, [], objects, [], 0),
    leftOut: 0,
  };
}
