import type { Credentials } from '../../driver/auth/credentials.js';
import { SuiteError } from '../../suite-error.js';
import type { Control, Fault } from '../faults/fault.js';
import type { AccessControl } from '../objects/store.js';
import { isBucketName } from './address.js';
import type { UnsettledChoices } from './unsettled.js';

export interface ReferenceEndpointOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** A bucket that is there from the start. */
  readonly bucket: string;
  /** Region id without `oss-`. */
  readonly region: string;
  /** The accepted keys. Empty: none, so only `acl` counts. */
  readonly credentials: readonly Credentials[];
  /** Public access of `bucket`. */
  readonly acl: AccessControl;
  /** Whether `bucket` keeps versions from the start; it does not unless said. */
  readonly versioning?: boolean;
  /** Whether the requester must accept the cost; false by default. */
  readonly requestPayer?: boolean;
  /** How many bytes objects may take, uploads under way included; 256 MiB unless said. */
  readonly memoryLimitBytes?: number;
  /** The wall clock unless said. */
  readonly clock?: () => Date;
  /** Other answers than the usual ones where no source says which is right. */
  readonly unsettled?: Partial<UnsettledChoices>;
  /** A deliberate defect. */
  readonly fault?: Fault | Control;
  /** Told of every request once its answer is on its way. */
  readonly onRequest?: (entry: RequestEntry) => void;
}

/** One line of an access log. It holds no credentials. */
export interface RequestEntry {
  readonly requestId: string;
  readonly method: string;
  /** Percent-encoded, as sent, without its query. */
  readonly path: string;
  /** As sent, without its `?`; `<redacted>` stands for a signature, a token or an access key id. Empty where there is none. */
  readonly query: string;
  /** Values of the Range lines. */
  readonly range: readonly string[];
  readonly status: number;
  readonly durationMs: number;
}

/** Refuses options that no endpoint can be made of. */
export function checkEndpointOptions({ bucket, region, memoryLimitBytes = 0 }: ReferenceEndpointOptions): void {
  if (!isBucketName(bucket)) {
    throw invalid(`"${bucket}" is not a bucket name`, '3 to 63 of a-z, 0-9 and -, neither starting nor ending with -');
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region) || region.startsWith('oss-')) {
    throw invalid(`"${region}" is not a region id`, 'for instance cn-hangzhou, without oss-');
  }
  if (!Number.isSafeInteger(memoryLimitBytes) || memoryLimitBytes < 0) {
    throw invalid(`the memory limit ${memoryLimitBytes} is not a number of bytes`, 'a whole number, 0 or more');
  }
}

function invalid(message: string, hint: string): SuiteError {
  return new SuiteError('config-invalid', message, { hint });
}
