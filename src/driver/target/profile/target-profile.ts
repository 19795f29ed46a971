import type { AuthScheme } from '../../../spec/model/auth-scheme.js';
import type { Addressing } from '../address/addressing.js';
import type { CredentialSource } from '../credentials/credentials-by.js';
import type { DeclaredCapabilities } from '../declared-capability.js';

/** The description of a target in a file. Flags and environment override it; it never contains keys. */
export interface TargetProfile {
  /** As it was named. */
  readonly file: string;
  readonly name?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly bucket?: string | undefined;
  readonly region?: string | undefined;
  readonly addressing?: Addressing | undefined;
  readonly auth?: AuthScheme | undefined;
  /** Where keys come from. */
  readonly credentials?: CredentialSource | undefined;
  /** Everything is written below this folder of the bucket. */
  readonly prefix?: string | undefined;
  /** Time for connecting, and for the first byte of an answer, in ms. */
  readonly timeout?: number | undefined;
  /** Requests in flight at most. */
  readonly concurrency?: number | undefined;
  /** Key of an object that is there already: nothing may be written. */
  readonly object?: string | undefined;
  /** File of certificates in PEM, beside the profile. */
  readonly ca?: string | undefined;
  /** Address of a proxy, without user name and password. */
  readonly proxy?: string | undefined;
  /** What the target has, or lacks: a text is the reason. */
  readonly capabilities?: DeclaredCapabilities | undefined;
}
