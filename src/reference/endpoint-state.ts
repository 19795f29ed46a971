import type { Credentials } from '../auth/credentials.js';
import type { Store } from './store.js';
import type { UnsettledChoices } from './unsettled.js';

/** What an endpoint is, apart from the socket it listens on. */
export interface EndpointState {
  readonly store: Store;
  /** Region id without `oss-`. */
  readonly region: string;
  readonly credentials: readonly Credentials[];
  readonly choices: UnsettledChoices;
  readonly clock: () => Date;
}
