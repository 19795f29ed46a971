import type { CheckReport, PropertyReport, ReportDocument } from './document.js';

/** What a run tells while it happens, in this order: one `run-planned`, then any of the middle three, one `run-finished`. */
export type RunEvent = RunPlanned | CheckFinished | PropertyFinished | Notice | RunFinished;

/** The plan is made; nothing has been sent yet. */
export interface RunPlanned {
  readonly kind: 'run-planned';
  readonly targetName: string;
  readonly endpoint: string;
  /** Whether the target is the reference endpoint that comes with this package, and so no storage of the user's. */
  readonly embedded: boolean;
  readonly checks: number;
  readonly properties: number;
  /** Objects that will be written. */
  readonly objects: number;
  /** The one object that is only read, where nothing is written; its complete length in bytes. */
  readonly existing?: { readonly key: string; readonly size: number };
  /** Estimate of the requests that will be sent. */
  readonly requests: number;
  /** Estimate, in bytes of body. */
  readonly bytesUp: number;
  /** Estimate, in bytes of body. */
  readonly bytesDown: number;
  /** Clients through which the checks are repeated; absent if there are none. */
  readonly clients?: readonly string[];
  readonly seed: number;
  /** Everything that is written lies below this. */
  readonly prefix: string;
}

/** How far the run is: checks and properties together. */
export interface Progress {
  readonly done: number;
  readonly planned: number;
}

export interface CheckFinished extends Progress {
  readonly kind: 'check-finished';
  readonly check: CheckReport;
}

export interface PropertyFinished extends Progress {
  readonly kind: 'property-finished';
  readonly property: PropertyReport;
}

/** Something a user wants to know at once; it is in the document's `notices` too. */
export interface Notice {
  readonly kind: 'notice';
  readonly message: string;
}

export interface RunFinished {
  readonly kind: 'run-finished';
  readonly document: ReportDocument;
}
