import type { Credentials } from '../../driver/auth/credentials.js';
import type { FaultHooks } from '../faults/fault.js';
import type { Store } from '../objects/store.js';
import type { UnsettledChoices } from './unsettled.js';

/** What an endpoint is, apart from the socket it listens on. */
export interface EndpointState {
  readonly store: Store;
  /** Region id without `oss-`. */
  readonly region: string;
  readonly credentials: readonly Credentials[];
  /** Whether the requester must accept the cost. */
  readonly requestPayer: boolean;
  readonly choices: UnsettledChoices;
  /** Where it is deliberately wrong; empty unless it has a fault. */
  readonly hooks: FaultHooks;
  readonly clock: () => Date;
}
