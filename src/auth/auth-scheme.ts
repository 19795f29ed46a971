/** How requests prove who asks: the current OSS signature, the legacy one, that of Amazon S3, or not at all. */
export const authSchemes = ['oss-v4', 'oss-v1', 'aws-v4', 'anonymous'] as const;
export type AuthScheme = (typeof authSchemes)[number];

/** Whose names requests and answers use: `x-oss-copy-source` or `x-amz-copy-source`. */
export type Protocol = 'oss' | 's3';

/** The protocol that goes with a scheme. */
export function protocolOf(scheme: AuthScheme): Protocol {
  return scheme === 'aws-v4' ? 's3' : 'oss';
}
