import { exhaustive, properties } from '../../property/property.js';
import type { Table } from '../../spec/model/table.js';
import { behaviours } from '../../spec/model/vocabulary.js';
import type { Checkable } from './rules/deviation.js';

/** Every check and property there is, whether a run asks it or not. */
export function catalogueOf({ cases }: Pick<Table, 'cases'>): Checkable[] {
  return [
    ...cases.flatMap(({ id }) => behaviours.map((behaviour) => ({ id, behaviour }))),
    ...[...properties, exhaustive(1)].flatMap(({ name, claims }) =>
      behaviours.flatMap((behaviour) => (claims[behaviour] ? [{ id: `property/${name}`, behaviour }] : [])),
    ),
  ];
}
