import type { Credentials } from '../../driver/auth/credentials.js';

/** What signatures are checked against. */
export interface AuthenticationContext {
  readonly credentials: readonly Credentials[];
  /** Region id without `oss-`. */
  readonly region: string;
  readonly now: Date;
}
