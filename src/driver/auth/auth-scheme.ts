/** Whose names requests and answers use: `x-oss-copy-source` or `x-amz-copy-source`. */
export type Protocol = 'oss' | 's3';

/** The current signature of OSS, the legacy one, and that of Amazon S3. */
export type SignatureKind = 'oss-v4' | 'oss-v1' | 'aws-v4';

interface Traits {
  readonly protocol: Protocol;
  /** Null: unsigned. */
  readonly signature: SignatureKind | null;
  /** Whether the signature is in the URL, for requests that allow it. */
  readonly presigns: boolean;
}

/** How requests prove who asks. */
export const authSchemes = [
  'oss-v4',
  'oss-v1',
  'oss-v4-presigned',
  'oss-v1-presigned',
  'aws-v4',
  'aws-v4-presigned',
  'anonymous',
] as const;
export type AuthScheme = (typeof authSchemes)[number];

const traits: Readonly<Record<AuthScheme, Traits>> = {
  'oss-v4': { protocol: 'oss', signature: 'oss-v4', presigns: false },
  'oss-v1': { protocol: 'oss', signature: 'oss-v1', presigns: false },
  'oss-v4-presigned': { protocol: 'oss', signature: 'oss-v4', presigns: true },
  'oss-v1-presigned': { protocol: 'oss', signature: 'oss-v1', presigns: true },
  'aws-v4': { protocol: 's3', signature: 'aws-v4', presigns: false },
  'aws-v4-presigned': { protocol: 's3', signature: 'aws-v4', presigns: true },
  anonymous: { protocol: 'oss', signature: null, presigns: false },
};

export const traitsOf = (scheme: AuthScheme): Traits => traits[scheme];

/** The protocol that goes with a scheme. */
export const protocolOf = (scheme: AuthScheme): Protocol => traits[scheme].protocol;
