import type { Case } from './table.js';
import { multiRangeHeaderName, type Signing } from './vocabulary.js';

type FeatureRow = Pick<Case, 'headers' | 'auth'>;

interface RequestFeatureDefinition {
  /** What a target lacks that does not know the feature. Features may share one. */
  readonly capability: string;
  /** Its name in findings, where it shares its capability. */
  readonly label?: string;
  readonly neededBy: (row: FeatureRow) => boolean;
  /** The signature, where the feature is one. */
  readonly signature?: Signing;
}

const withHeader =
  (...names: readonly string[]) =>
  ({ headers }: FeatureRow): boolean =>
    headers.some(([name]) => names.includes(name.toLowerCase()));

const signedBy =
  (...signings: readonly Signing[]) =>
  ({ auth }: FeatureRow): boolean =>
    auth !== undefined && signings.includes(auth.by);

/**
 * What a request may use and a target may not know. `conditions`: If-Match and its kin. `v4`, `v1`: signatures. `presign`: a
 * signature in the URL, which needs its version of the signature, too: that stands before it, because the first feature
 * that a target lacks is reported. `private-objects`: objects that a caller without credentials may not read.
 */
const requestFeatures = {
  conditions: {
    capability: 'conditions',
    neededBy: withHeader('if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'),
  },
  'multi-range': { capability: 'multi-range', neededBy: withHeader(multiRangeHeaderName) },
  'header-v4': { capability: 'v4', neededBy: signedBy('header-v4', 'url-v4'), signature: 'header-v4' },
  'header-v1': {
    capability: 'v1',
    neededBy: signedBy('header-v1', 'url-v1', 'url-and-header-v1'),
    signature: 'header-v1',
  },
  'url-v4': { capability: 'presign', label: 'presign, v4', neededBy: signedBy('url-v4'), signature: 'url-v4' },
  'url-v1': {
    capability: 'presign',
    label: 'presign, v1',
    neededBy: signedBy('url-v1', 'url-and-header-v1'),
    signature: 'url-v1',
  },
  'private-objects': { capability: 'private-objects', neededBy: signedBy('without-permission') },
} as const satisfies Readonly<Record<string, RequestFeatureDefinition>>;

export type RequestFeature = keyof typeof requestFeatures;
export type FeatureCapability = (typeof requestFeatures)[RequestFeature]['capability'];

/** In the order in which they are examined. */
export const requestFeatureNames = Object.keys(requestFeatures) as readonly RequestFeature[];

export const capabilityOfFeature = (feature: RequestFeature): FeatureCapability => requestFeatures[feature].capability;

const definitionOf = (feature: RequestFeature): RequestFeatureDefinition => requestFeatures[feature];

/** The name of a feature in findings: `conditions`, `presign, v4`. */
export const featureLabel = (feature: RequestFeature): string =>
  definitionOf(feature).label ?? definitionOf(feature).capability;

/** The signature that a feature is; undefined for any other feature. */
export const signatureOfFeature = (feature: RequestFeature): Signing | undefined => definitionOf(feature).signature;

/** The features that a row needs. */
export const featuresOf = (row: FeatureRow): RequestFeature[] =>
  requestFeatureNames.filter((feature) => requestFeatures[feature].neededBy(row));
