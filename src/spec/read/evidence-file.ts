/** Where the evidence of this package stands, relative to its root. */
export const evidenceFile = 'specs/evidence.yaml';
