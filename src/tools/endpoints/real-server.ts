import type { Credentials } from '../../driver/auth/credentials.js';
import type { Site } from './site.js';

/** Where a server comes from. Nothing else is needed to start it. */
export type Origin =
  | { readonly kind: 'debian'; readonly packages: readonly string[] }
  /** Packages that the `package-lock.json` of a folder pins, `fixtures/endpoints` unless said; the first one is the server. */
  | { readonly kind: 'npm'; readonly packages: readonly string[]; readonly folder?: string };

/** How the suite asks a server. */
export type ServerAccess =
  /** It serves a folder of files, and nothing can be written. */
  | {
      readonly kind: 'files';
      /** The key of the object, where it is not the name of the file. */
      readonly key?: string;
    }
  /** It takes objects. */
  | {
      readonly kind: 'objects';
      /** `run` flags that name the bucket, and how it is reached. */
      readonly flags: readonly string[];
      /** Credentials. */
      readonly env: Readonly<Record<string, string>>;
      readonly bucket: string;
      /** AWS signatures of requests that are made by curl; absent where they are anonymous. */
      readonly signs?: { readonly region: string; readonly credentials: Credentials };
    };

/** A server of other people: how it is installed, started and asked. */
export interface RealServer {
  readonly name: string;
  /** What stands behind the name, without the version. */
  readonly about: string;
  readonly origin: Origin;
  readonly access: ServerAccess;
  /** What a reader has to know of how it was measured. */
  readonly remark?: string;
  /** What the program itself says of its version. */
  version(): Promise<string>;
  /** Starts all processes; the server need not be ready when it returns. */
  start(site: Site): Promise<void>;
  /** Rows that are not asked, with the reason; a glob of `--case`. */
  readonly leftOut?: { readonly cases: string; readonly because: string };
  /** For the first byte of an answer, in ms, where 1,000 are not right. */
  readonly timeoutMs?: number;
  /** Requests in flight, where 10 are not right. */
  readonly concurrency?: number;
  /** Whether it is part of the set that `.ci/run` asks. */
  readonly isInCi?: boolean;
}
