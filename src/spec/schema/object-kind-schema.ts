import * as v from 'valibot';
import { type KindField, largestHeld } from '../object-kinds/object-kind-definition.js';
import { kindFieldsOf, type ObjectKind, objectKindNames } from '../object-kinds/object-kinds.js';
import { choice } from './choice.js';
import { listOf } from './list-of.js';
import { isMapping, mapping } from './mapping.js';
import { oneOfWords } from './one-of-words.js';
import { wholeNumber } from './text.js';

function fieldSchema(name: string, field: KindField): v.GenericSchema {
  switch (field.type) {
    case 'sizes': {
      const size = wholeNumber(name, 1, largestHeld, 'In bytes.');
      return v.pipe(listOf(name, size, 1), v.description(field.about));
    }
    case 'size':
      return wholeNumber(name, 0, largestHeld, field.about);
    case 'word':
      return oneOfWords(name, field.words, field.about);
  }
}

/** The types of rows follow from the same fields. */
function kindSchema(by: ObjectKind['by']): v.GenericSchema<unknown, ObjectKind> {
  const fields = Object.entries(kindFieldsOf(by)).map(([name, field]) => [name, fieldSchema(name, field)] as const);
  const rightNames = `${objectKindNames.slice(0, -1).join(', ')} or ${objectKindNames.at(-1)}`;
  const entries = { by: v.literal(by, `by is ${rightNames}`), ...Object.fromEntries(fields) };
  return mapping('made', entries) as v.GenericSchema as v.GenericSchema<unknown, ObjectKind>;
}

const kindSchemas = new Map<unknown, v.GenericSchema<unknown, ObjectKind>>(
  objectKindNames.map((by) => [by, kindSchema(by)]),
);
const [first] = kindSchemas.values();

/** How an object is made. Recordings hold it as rows have it, so that both know the same kinds of objects. */
export const madeSchema = choice([...kindSchemas.values()], (input) => {
  const meant = isMapping(input) ? kindSchemas.get(input.by) : undefined;
  return meant ?? first!;
});
