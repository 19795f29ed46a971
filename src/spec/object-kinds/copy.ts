import { defineObjectKind } from './object-kind-definition.js';

export const copy = defineObjectKind({
  fields: {},
  capabilities: ['copy'],
  sample: { size: 16, made: {} },
  words: () => 'a copy',
  cost: (_, { size }) => ({ requests: 5, bytesSent: size }),
});
