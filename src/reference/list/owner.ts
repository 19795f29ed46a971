import type { XmlElement } from '../wire/xml.js';

/** Everything here belongs to one account; OSS prints the account's number for both. */
export const ownerId = '1000000000000000';

export const ownerElement: XmlElement = [
  'Owner',
  [
    ['ID', ownerId],
    ['DisplayName', ownerId],
  ],
];
