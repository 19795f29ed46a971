import { defineObjectKind } from './object-kind-definition.js';

const words = {
  older: 'an older version',
  deleted: 'deleted, with versions kept',
  marker: 'a delete marker by its id',
};

/** A key with several versions. Of those that are read, only the older one has bytes. */
export const version = defineObjectKind({
  fields: {
    read: {
      type: 'word',
      words: ['older', 'deleted', 'marker'],
      about:
        'What is requested: the older version by its id, the key after its deletion, or the delete marker by its id.',
    },
  },
  capabilities: ['versions'],
  sample: { size: 16, made: { read: 'older' } },
  words: ({ read }) => words[read],
  cost: (_, { size }) => ({ requests: 5, bytesSent: size }),
  isReadable: ({ read }) => read === 'older',
  addressDifference: ({ read }) => (read === 'older' ? null : 'version'),
  clientObstacle: 'it requests a version of its key',
});
