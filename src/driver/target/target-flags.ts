import type { DeclaredCapabilities } from './declared-capability.js';
import type { TargetProfile } from './profile/target-profile.js';

/** What the command line says about the target; each is the value of the flag of its name. */
export interface TargetFlags {
  /** Scheme, host and port, such as `http://127.0.0.1:9000`. */
  readonly endpoint?: string | undefined;
  /** An existing bucket. */
  readonly bucket?: string | undefined;
  /** Region id without `oss-`, such as `cn-hangzhou`. Default: from the endpoint; `us-east-1` with `aws-v4`. */
  readonly region?: string | undefined;
  /** `path`, `virtual` or `cname`. Default: `path` for an IP address or localhost, else `virtual`. */
  readonly addressing?: string | undefined;
  /** How requests are signed. Default: `oss-v4` with credentials, else `anonymous`. */
  readonly auth?: string | undefined;
  /** Name of the target in reports. Default: its host. */
  readonly name?: string | undefined;
  /** What it has or lacks. */
  readonly capabilities?: DeclaredCapabilities | undefined;
  /** Where keys come from: a source of keys, never a key. */
  readonly credentials?: string | undefined;
  /** File of certificates in PEM that are trusted, too. */
  readonly ca?: string | undefined;
  /** Whether certificates are not looked at. */
  readonly insecure?: boolean | undefined;
  /** Address of a proxy, without user name and password. */
  readonly proxy?: string | undefined;
  /** Whether the requester pays, not the owner of the bucket. */
  readonly requestPayer?: boolean | undefined;
  /** Whether the endpoint that comes with this package is tested, and no other target. */
  readonly embedded?: boolean | undefined;
  /** Everything is written below this folder of the bucket. */
  readonly prefix?: string | undefined;
  /** Key of an object that is there already: it is read, and nothing is written. */
  readonly object?: string | undefined;
  /** Whether the bucket is made first. */
  readonly createBucket?: boolean | undefined;
  /** File of a target profile. */
  readonly target?: string | undefined;
  /** What that file says, where it was read already. */
  readonly profile?: TargetProfile | undefined;
}
