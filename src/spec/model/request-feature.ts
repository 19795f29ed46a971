import {
  capabilitiesOfScheme,
  type SignatureCapability,
  type SinglePlaceSigning,
  schemeOfRow,
  singlePlaceSignings,
} from './auth-scheme.js';
import type { Case } from './table.js';
import { multiRangeHeaderName } from './vocabulary.js';

type FeatureRow = Pick<Case, 'headers' | 'auth'>;

interface RequestFeatureDefinition<Capability extends string> {
  /** What a target lacks that does not know the feature. Features may share one. */
  readonly capability: Capability;
  /** Its name in findings, where it shares its capability. */
  readonly label?: string;
  readonly neededBy: (row: FeatureRow) => boolean;
}

const withHeader =
  (...names: readonly string[]) =>
  ({ headers }: FeatureRow): boolean =>
    headers.some(([name]) => names.includes(name.toLowerCase()));

const otherFeatures = {
  conditions: {
    capability: 'conditions',
    neededBy: withHeader('if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'),
  },
  'multi-range': { capability: 'multi-range', neededBy: withHeader(multiRangeHeaderName) },
  'private-objects': { capability: 'private-objects', neededBy: ({ auth }) => auth?.by === 'without-permission' },
} as const satisfies Readonly<Record<string, RequestFeatureDefinition<string>>>;

/** A feature that is no signature. */
export type OtherFeature = keyof typeof otherFeatures;
export type RequestFeature = OtherFeature | SinglePlaceSigning;
export type FeatureCapability = (typeof otherFeatures)[OtherFeature]['capability'] | SignatureCapability;

/**
 * A row needs the signature that it makes, in the place where it puts it. A signature in the URL needs its version, too, and
 * so a row needs the feature in the header for either place.
 */
function signatureFeature(signing: SinglePlaceSigning): RequestFeatureDefinition<SignatureCapability> {
  const { signature, places } = schemeOfRow(signing);
  const [version, inUrl] = capabilitiesOfScheme({ signature, places });
  const neededBy = ({ auth }: FeatureRow): boolean => {
    if (auth === undefined) return false;
    const row = schemeOfRow(auth.by);
    return row.signature === signature && (places.includes('header') || row.places.includes('url'));
  };
  return inUrl === undefined
    ? { capability: version!, neededBy }
    : { capability: inUrl, label: `${inUrl}, ${version}`, neededBy };
}

const { 'private-objects': privateObjects, ...headerFeatures } = otherFeatures;

/**
 * What a request may use and a target may not know. `conditions`: If-Match and its kin. `v4`, `v1`: signatures. `presign`: a
 * signature in the URL, which needs its version of the signature, too: that stands before it, because the first feature
 * that a target lacks is reported. `private-objects`: objects that a caller without credentials may not read.
 */
const requestFeatures = {
  ...headerFeatures,
  ...(Object.fromEntries(singlePlaceSignings.map((signing) => [signing, signatureFeature(signing)])) as Readonly<
    Record<SinglePlaceSigning, RequestFeatureDefinition<SignatureCapability>>
  >),
  'private-objects': privateObjects,
} as const satisfies Readonly<Record<RequestFeature, RequestFeatureDefinition<FeatureCapability>>>;

/** In the order in which they are examined. */
export const requestFeatureNames = Object.keys(requestFeatures) as readonly RequestFeature[];

export const capabilityOfFeature = (feature: RequestFeature): FeatureCapability => requestFeatures[feature].capability;

/** The name of a feature in findings: `conditions`, `presign, v4`. */
export function featureLabel(feature: RequestFeature): string {
  const { label, capability }: RequestFeatureDefinition<string> = requestFeatures[feature];
  return label ?? capability;
}

/** Whether a feature is a signature in its place. */
export const isSignatureFeature = (feature: RequestFeature): feature is SinglePlaceSigning =>
  singlePlaceSignings.some((signing) => signing === feature);

/** The features that a row needs. */
export const featuresOf = (row: FeatureRow): RequestFeature[] =>
  requestFeatureNames.filter((feature) => requestFeatures[feature].neededBy(row));
