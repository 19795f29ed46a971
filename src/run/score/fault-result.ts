import type { Behaviour, Level } from '../../spec/model/vocabulary.js';

/** A check or a property that a run called violated. */
export interface Catch {
  /** Of a row, or `property/NAME`. */
  readonly id: string;
  readonly behaviour: Behaviour;
  /** The hardest level among what is violated. */
  readonly level: Level;
}

/** What the suite says of one endpoint with a fault, or of a control. */
export interface FaultResult {
  readonly name: string;
  readonly catches: readonly Catch[];
  /** Checks and properties that could not be judged. */
  readonly inconclusive: number;
  readonly requests: number;
  readonly durationMs: number;
}

/** A violation that is only observed excuses no fault and accuses none: what no source settles is no defect. */
export const counts = ({ level }: Catch): boolean => level !== 'observed';
