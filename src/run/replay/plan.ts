import { layOut } from '../../content/place-objects.js';
import type { Again } from '../../property/law.js';
import { propertySizes } from '../../property/property-sizes.js';
import type { Table } from '../../spec/model/table.js';
import { behaviours } from '../../spec/model/vocabulary.js';
import { planOfQuestions } from '../plan/make-plan.js';
import type { Plan } from '../plan/plan.js';
import type { ReplayItem } from './items.js';

/** A plan of the questions alone, in their order. Objects have the bytes that they have in a run of the whole suite. */
export function replayPlan(items: readonly ReplayItem[], table: Table): Plan {
  const questions = items.filter((item) => item.kind === 'question');
  const drawn = propertySizes.map((size) => ({ name: `bytes-${size}`, size }));
  const catalogue = layOut([
    ...table.cases.map(({ object }) => object),
    ...drawn,
    ...questions.map(({ row }) => row.object),
  ]);
  const checks = questions.map(({ row, claim, behaviour }) => {
    const object = catalogue.find(({ name, size }) => name === row.object.name && size === row.object.size)!;
    return { kind: 'check', id: row.id, behaviour, row, claim, object } as const;
  });
  const read = new Set(items.flatMap((item) => (item.kind === 'sequence' ? sizesOf(item.again) : [])));
  const compared = catalogue.filter(({ name, size }) => name === `bytes-${size}` && read.has(size));
  const objects = [...new Set([...checks.map(({ object }) => object), ...compared])].sort((a, b) => a.size - b.size);
  return planOfQuestions(checks, objects, behaviours);
}

/** The objects that are read; what is written meanwhile has a key of its own. */
const sizesOf = (again: Again): number[] => (again.kind === 'plan' ? [again.plan.size] : []);
