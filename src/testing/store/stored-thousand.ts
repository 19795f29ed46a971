import type { StoredObject } from '../../run/objects/stored-objects.js';
import { thousand } from '../builders/exchanges.js';

/** The object of 1,000 bytes as it lies in a store. */
export const storedThousand: StoredObject = {
  content: { name: 'bytes-1000', size: 1000, phase: 0 },
  key: 'k',
  query: undefined,
  control: { key: 'k' },
  facts: thousand,
};
