import type { ClientQuestion } from '../../../judge/client/client-question.js';
import type { ErrorCode } from '../../../suite-error.js';
import type { ClientTarget } from '../client.js';
import type { ClientSource } from './client-source.js';

/** What the thread of a client is started with. */
export interface ThreadData {
  readonly source: ClientSource;
  /** Folders in which packages are looked for, best first. */
  readonly folders: readonly string[];
}

/** To the thread. */
export type Order =
  | { readonly kind: 'open'; readonly channelNumber: number; readonly target: ClientTarget }
  | { readonly kind: 'get'; readonly channelNumber: number; readonly question: ClientQuestion }
  | { readonly kind: 'abort'; readonly channelNumber: number }
  | { readonly kind: 'ping' };

/** From the thread. */
export type Report =
  | { readonly kind: 'ready'; readonly identity: ClientIdentity }
  | {
      readonly kind: 'unusable';
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint?: string | undefined;
    }
  | { readonly kind: 'got'; readonly channelNumber: number; readonly outcome: ClientThreadResult }
  | { readonly kind: 'pong' };

export interface ClientIdentity {
  readonly name: string;
  readonly version: string | null;
  readonly needsCredentials: boolean;
  /** The only one that it signs for; null: any. */
  readonly protocol: 'oss' | null;
}

/** What became of a question. */
export type ClientThreadResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly status: number | null }
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly code: string | null;
      readonly status: number | null;
      readonly message: string;
    }
  /** Its API cannot express it. */
  | { readonly kind: 'cannot'; readonly reason: string };
