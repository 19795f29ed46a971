/**
 * What came of asking a question through a client, from bad to good. Of the first six each is one that a user of the client
 * does not notice, or cannot live with.
 */
export const clientFindings = [
  /** The client took down the thread it ran in. */
  'crashed',
  /** Neither an answer nor an error in time. */
  'hung',
  /** Another request was sent than was asked for. */
  'asked-otherwise',
  /** The client hands over something else than came on the wire, or an error although what came is right. */
  'masked',
  /** Success is reported, and the bytes are not those that the range names. */
  'swallowed',
  /** The right bytes, and no word of what else was wrong on the wire. */
  'tolerated',
  /** The bytes came coded, and are handed over decoded. */
  'decoded',
  /** An error, and the wire gave reason for it. */
  'raised',
  /** What came on the wire, and no less than the range names. */
  'faithful',
  'inconclusive',
  'not-applicable',
  'not-run',
] as const;
export type ClientFinding = (typeof clientFindings)[number];

/** Those that fail a run under `--strict-client`. */
export const decidingFindings: ReadonlySet<ClientFinding> = new Set([
  'crashed',
  'hung',
  'asked-otherwise',
  'masked',
  'swallowed',
] satisfies ClientFinding[]);
