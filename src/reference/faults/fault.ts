import type { Duplex } from 'node:stream';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { Identity } from '../auth/authenticate.js';
import type { SignedRequest } from '../auth/signed-request.js';
import type { Bucket, KeptObject, StoredPart, Upload } from '../objects/store.js';
import type { StoredSlice } from '../read/multipart-body.js';
import type { RangeMode, RangeQuestion, Selection } from '../read/select-range.js';
import type { EndpointResponse } from '../server/answer.js';
import type { StorageRequest } from '../server/storage-request.js';
import type { UnsettledChoices } from '../server/unsettled.js';

/** One deliberate defect of the embedded endpoint, for measuring what a suite's green is worth. */
export interface Fault {
  /** Lower-case words with hyphens, unique. */
  readonly name: string;
  /** What is broken, in one sentence. */
  readonly sentence: string;
  /** Ids of `specs/evidence.yaml`, facts or sources, that say otherwise. */
  readonly contradicts: readonly [string, ...string[]];
  /** Who has really made this mistake: servers and emulators as measured, SDK semantics, documents. */
  readonly madeBy: readonly string[];
  readonly hooks: FaultHooks | Remembering;
}

/** An endpoint that is right though it differs: no verdict on it may be a violation. */
export interface Control {
  readonly name: string;
  /** What is different, in one sentence. */
  readonly sentence: string;
  /** Why that is right. */
  readonly because: string;
  readonly hooks: FaultHooks | Remembering;
}

/** Hooks with a memory: a fresh one for every endpoint. */
export type Remembering = () => FaultHooks;

/** Where an endpoint can go wrong on the way of a request to its answer; what is absent is as it should be. */
export interface FaultHooks {
  readonly choices?: Partial<UnsettledChoices>;
  /** Who asks, or that they may not. `usual` throws where the signature is wrong. */
  readonly identify?: (usual: (request: SignedRequest) => Identity, request: SignedRequest) => Identity;
  /** What is understood of a request for an object, once its signature is checked. */
  readonly request?: (request: StorageRequest) => StorageRequest;
  /** The parts of an upload as they are joined; `usual` has them in the order of their numbers. */
  readonly join?: (usual: readonly StoredPart[], upload: Upload) => readonly StoredPart[];
  /** What of its source UploadPartCopy takes; `null`: all of it. `usual` throws where it refuses. */
  readonly copyRange?: (usual: () => StoredSlice | null, question: CopyQuestion) => StoredSlice | null;
  /** What is kept under a key in place of what was written there. */
  readonly keep?: (usual: KeptObject, before: KeptObject | undefined, request: StorageRequest) => KeptObject;
  /** What is answered to a request that writes an object or a part, refusals excepted. */
  readonly written?: (usual: EndpointResponse, request: StorageRequest) => EndpointResponse;
  /** Which object is read. `usual` throws where there is none. */
  readonly object?: (usual: () => KeptObject, request: StorageRequest, place: FaultPlace) => KeptObject;
  /** What a single Range selects. */
  readonly select?: (usual: Selection, question: RangeQuestion, choices: UnsettledChoices) => Selection;
  /** What is answered to a GET or HEAD of an object, refusals included. */
  readonly answer?: (usual: EndpointResponse, question: FaultQuestion) => EndpointResponse | Promise<EndpointResponse>;
  /** The complete head, with the fields that every answer has. */
  readonly head?: (usual: readonly HeaderField[], status: number) => readonly HeaderField[];
  /** How an answer gets onto the connection. */
  readonly write?: (usual: () => void, delivery: Delivery) => void;
}

/** A copy of a part of an object. */
export interface CopyQuestion {
  readonly request: StorageRequest;
  /** Complete length of the source, in bytes. */
  readonly size: number;
}

/** Where an object is looked for. */
export interface FaultPlace {
  readonly bucket: Bucket;
  readonly key: string;
}

/** A GET or HEAD of an object, as far as it decides what is answered. */
export interface FaultQuestion {
  readonly request: StorageRequest;
  /** Value of the first Range line; `null` where there is none. */
  readonly range: string | null;
  readonly mode: RangeMode;
  /** What lies under the key, if anything does. */
  readonly object: KeptObject | undefined;
  /** Everything in the bucket. */
  readonly objects: ReadonlyMap<string, KeptObject>;
}

/** An answer on its way. */
export interface Delivery {
  readonly method: string;
  readonly range: string | null;
  readonly answer: EndpointResponse;
  readonly socket: Duplex;
}

/** The hooks of a fault for one endpoint. */
export function hooksOf({ hooks }: Pick<Fault, 'hooks'>): FaultHooks {
  return typeof hooks === 'function' ? hooks() : hooks;
}
