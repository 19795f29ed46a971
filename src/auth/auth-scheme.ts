/** How requests prove who asks: the current OSS signature, the legacy one, or not at all. */
export const authSchemes = ['oss-v4', 'oss-v1', 'anonymous'] as const;
export type AuthScheme = (typeof authSchemes)[number];
