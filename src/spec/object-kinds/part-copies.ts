import { defineObjectKind } from './object-kind-definition.js';

/** Put together from copies of one uploaded object, so that little is sent however large it is. */
export const partCopies = defineObjectKind({
  fields: {},
  capabilities: ['multipart', 'part-copy'],
  sample: null,
  words: () => 'built from copies of a 16 MiB part',
  cost: (_, { size, period }) => ({ requests: Math.ceil(size / period) + 6, bytesSent: period }),
  isLarge: true,
  clientObstacle: 'its object is larger than 4 GiB',
});
