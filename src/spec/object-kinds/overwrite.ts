import { defineObjectKind } from './object-kind-definition.js';

/** Put in place of an object of another size. */
export const overwrite = defineObjectKind({
  fields: { before: { type: 'size', about: 'The size of the object that was there before.' } },
  capabilities: [],
  sample: null,
  words: ({ before }) => `in place of ${before} bytes`,
  cost: ({ before }, { size }) => ({ requests: 4, bytesSent: size + before }),
  flaws: ({ before }, size) => (before === size ? ['the object before has the same size, which shows nothing'] : []),
});
