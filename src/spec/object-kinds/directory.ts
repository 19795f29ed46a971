import { defineObjectKind } from './object-kind-definition.js';

/**
 * A directory of a bucket with a hierarchical namespace. A store that passes over an unknown parameter looks as if it made
 * one, so that no request shows whether the bucket has such a namespace.
 */
export const directory = defineObjectKind({
  fields: {},
  capabilities: ['hierarchical-namespace'],
  isOnlyDeclared: true,
  absentInS3: 'directories',
  sample: { size: 0, made: {} },
  words: () => 'a directory of a hierarchical namespace',
  cost: (_, { size }) => ({ requests: 3, bytesSent: size }),
  flaws: (_, size) => (size === 0 ? [] : ['a directory has no bytes']),
  hasOwnRules: true,
});
