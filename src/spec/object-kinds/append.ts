import { defineObjectKind, sizesInWords, sumFlaws } from './object-kind-definition.js';

export const append = defineObjectKind({
  fields: { pieces: { type: 'sizes', about: 'The sizes of the pieces that are appended, in order.' } },
  capabilities: ['append'],
  absentInS3: 'appendable objects',
  sample: { size: 16, made: { pieces: [8, 8] } },
  words: ({ pieces }) => `appended, ${sizesInWords(pieces)}`,
  cost: ({ pieces }, { size }) => ({ requests: pieces.length + 2, bytesSent: size }),
  flaws: ({ pieces }, size) => sumFlaws(pieces, size),
});
