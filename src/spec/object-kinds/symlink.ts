import { defineObjectKind } from './object-kind-definition.js';

/** Read through a link, whose control is the object that it leads to. A link is dated by the newer of itself and its target. */
export const symlink = defineObjectKind({
  fields: {
    to: {
      type: 'word',
      words: ['object', 'nothing', 'link'],
      about: 'What the link leads to: the object, nothing, or another link.',
    },
  },
  capabilities: ['symlink'],
  absentInS3: 'symbolic links',
  sample: { size: 16, made: { to: 'object' } },
  words: ({ to }) =>
    to === 'object' ? 'read through a symbolic link' : `a symbolic link to ${to === 'link' ? 'a link' : 'nothing'}`,
  cost: ({ to }, { size }) => ({ requests: to === 'link' ? 8 : 6, bytesSent: size }),
  isReadable: ({ to }) => to === 'object',
  isIndirect: true,
  hasOwnRules: true,
  addressDifference: () => 'key',
});
