import type * as v from 'valibot';

/**
 * The schema as it is described to editors, but checked by whatever `pick` chooses for the input, so that an error speaks
 * of what the author meant. `pick` chooses only schemas whose output the described one has too.
 */
export function byInput<Schema extends v.GenericSchema>(
  described: Schema,
  pick: (input: unknown) => v.GenericSchema,
): Schema {
  const run: Schema['~run'] = (dataset, config) => pick(dataset.value)['~run'](dataset, config);
  return { ...described, '~run': run };
}
