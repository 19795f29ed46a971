import type { Capability } from './object-kind.js';
import type { Case } from './table.js';
import { multiRangeHeaderName } from './vocabulary.js';

/** A way to ask that a target may not know. */
export type RequestFeature =
  | 'conditions'
  | 'multi-range'
  | 'header-v4'
  | 'header-v1'
  | 'url-v4'
  | 'url-v1'
  | 'private-objects';

/** What a target lacks that does not know a way; of a URL it knows the signature. */
export const capabilityOfFeature: Readonly<Record<RequestFeature, Capability>> = {
  conditions: 'conditions',
  'multi-range': 'multi-range',
  'header-v4': 'v4',
  'header-v1': 'v1',
  'url-v4': 'presign',
  'url-v1': 'presign',
  'private-objects': 'private-objects',
};

const conditions = new Set(['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']);

/** The ways that a row asks in. A URL needs its signature, which is looked at first. */
export function featuresOf({ headers, auth }: Pick<Case, 'headers' | 'auth'>): RequestFeature[] {
  const names = headers.map(([name]) => name.toLowerCase());
  return [
    ...(names.some((name) => conditions.has(name)) ? (['conditions'] as const) : []),
    ...(names.includes(multiRangeHeaderName) ? (['multi-range'] as const) : []),
    ...signaturesOf(auth),
  ];
}

function signaturesOf(auth: Case['auth']): readonly RequestFeature[] {
  switch (auth?.by) {
    case 'header-v4':
    case 'header-v1':
      return [auth.by];
    case 'url-v4':
      return ['header-v4', 'url-v4'];
    case 'url-v1':
    case 'url-and-header-v1':
      return ['header-v1', 'url-v1'];
    case 'without-permission':
      return ['private-objects'];
    default:
      return [];
  }
}
