import type { Credentials } from '../../driver/auth/credentials.js';
import type { ClientQuestion } from '../../judge/client/client-question.js';
import type { AuthScheme } from '../../spec/model/auth-scheme.js';

/** Where a client finds the bucket. */
export interface ClientTarget {
  /**
   * `http://localhost:PORT`: a relay of this suite, which passes everything on to the target and tells what has passed. It is
   * a name and no address, because SDKs treat addresses in ways of their own. The bucket is expected in the path.
   */
  readonly endpoint: string;
  readonly bucket: string;
  /** What the target sees instead: for a client whose signature covers Host and path, as that of AWS does. */
  readonly seenAs: { readonly host: string; readonly bucketInPath: boolean };
  /** Without `oss-`; empty if unknown. */
  readonly region: string;
  readonly auth: AuthScheme;
  /** `null` for `anonymous`. */
  readonly credentials: Credentials | null;
  /** How long the suite itself waits for the first byte of an answer, in ms: for a client that has such a setting. */
  readonly timeoutMs: number;
  /** What is to be added to the time of this machine to get that of the target, in ms. */
  readonly clockOffsetMs: number;
}

/** What a client hands to its user. */
export interface ClientAnswer {
  readonly bytes: Uint8Array;
  /** The status, where the client shows it to its user. */
  readonly status?: number | undefined;
}

/** A client that knows its target. */
export interface ClientSession {
  /**
   * Sends a request and returns what a user of the client gets: the bytes, or the error that the client throws.
   *
   * @param signal is aborted when the suite has waited long enough
   */
  get(question: ClientQuestion, signal: AbortSignal): Promise<ClientAnswer>;
}

/** A library that reads objects: an SDK, or a wrapper around one. */
export interface Client {
  /** How reports call it. */
  readonly name: string;
  readonly version?: string | undefined;
  /** Whether it cannot ask without an access key. */
  readonly needsCredentials?: boolean;
  /** `oss` where it signs as OSS has it, and cannot do so as S3 has it. */
  readonly protocol?: 'oss';
  /** Why its API cannot express a question; `null` where it can. Everything can be asked unless this says otherwise. */
  cannot?(question: ClientQuestion): string | null;
  /** Called once for every relay: several questions may be asked at a time, each through a session of its own. */
  open(target: ClientTarget): ClientSession | Promise<ClientSession>;
}

/**
 * Names the type of a client, for a module that `oss-range run --client FILE` loads, or `clients` of the settings of a run.
 * The module exports it as `default` or as `client`.
 *
 * @param client what reads objects: an SDK, or code on top of one
 * @returns the same client
 *
 * @example
 * ```ts
 * import { defineClient } from 'oss-range-conformance';
 *
 * export default defineClient({
 *   name: 'fetch without retries',
 *   open: ({ endpoint, bucket }) => ({
 *     async get({ key, range, headers }, signal) {
 *       const fields = { ...headers, ...(range !== null && { Range: range }) };
 *       const answer = await fetch(`${endpoint}/${bucket}/${key}`, { headers: fields, signal });
 *       if (!answer.ok) throw new Error(`status ${answer.status}`);
 *       return { bytes: new Uint8Array(await answer.arrayBuffer()), status: answer.status };
 *     },
 *   }),
 * });
 * ```
 */
export const defineClient = (client: Client): Client => client;
