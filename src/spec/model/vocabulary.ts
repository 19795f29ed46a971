/** The words that the table, the oracle, the judge and every report share. */

/** `default`: no mode header. `standard`: request header `x-oss-range-behavior: standard`. */
export const behaviours = ['default', 'standard'] as const;
export type Behaviour = (typeof behaviours)[number];

/** How hard a claim is, by its evidence. `required` decides the gate, `expected` under `--strict`, `observed` never. */
export const levels = ['required', 'expected', 'observed'] as const;
export type Level = (typeof levels)[number];

/** Methods that a row may use: Range is defined for GET (RFC 9110 section 14.2); HEAD is asked to see what it does. */
export const methods = ['GET', 'HEAD'] as const;
export type Method = (typeof methods)[number];

/** The request header by which a client opts into the standard behaviour. */
export const modeHeaderName = 'x-oss-range-behavior';

/** The request header by which a client asks for several ranges at once, as multipart/byteranges. */
export const multiRangeHeaderName = 'x-oss-multi-range-behavior';

/** A header field as it goes on the wire: name with its case, value without folding. */
export type HeaderField = readonly [name: string, value: string];

/**
 * In bytes. Of a body 64 KiB are kept to be read again, and a part has less than 300 bytes around it: 50 parts of an
 * object of this size fit.
 */
export const largestParted: number = 32 * 1024;

/** Secrets that a row may sign with instead of the right one. */
export const signingSecrets = ['another'] as const;

/** What of the address does not exist. */
export const missingThings = ['key', 'bucket'] as const;

export type MissingThing = (typeof missingThings)[number];

/** The header fields that a behaviour adds to a request. */
export const modeFields = (behaviour: Behaviour): HeaderField[] =>
  behaviour === 'standard' ? [[modeHeaderName, 'standard']] : [];

/** Whether header fields write Range, and so the mode, in a spelling of their own. */
export const writesRange = (headers: readonly HeaderField[]): boolean =>
  headers.some(([name]) => name.toLowerCase() === 'range');

/** Where the evidence of this package stands, relative to its root. */
export const evidenceFile = 'specs/evidence.yaml';
