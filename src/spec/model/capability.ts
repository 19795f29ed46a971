import { objectCapabilities } from '../object-kinds/object-kinds.js';
import { capabilityOfFeature, requestFeatureNames } from './request-feature.js';

/** What a target may lack: ways to make objects, features of requests, and the bucket in Host. */
export const capabilities = [
  ...objectCapabilities,
  ...new Set(requestFeatureNames.map(capabilityOfFeature)),
  'virtual-host',
] as const;
export type Capability = (typeof capabilities)[number];
