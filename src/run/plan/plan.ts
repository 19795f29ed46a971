import type { ContentObject } from '../../content/content-object.js';
import type { LawClaim } from '../../property/law.js';
import type { Property, Subject } from '../../property/property.js';
import type { Case, Claim } from '../../spec/model/table.js';
import type { Behaviour, Level } from '../../spec/model/vocabulary.js';

/** One case under one behaviour. */
export interface PlannedCheck {
  readonly kind: 'check';
  /** Its index among the checks of the plan. */
  readonly place: number;
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly row: Case;
  readonly claim: Claim;
  readonly object: ContentObject;
}

/** One property under one behaviour. */
export interface PlannedProperty {
  readonly kind: 'property';
  /** Its index among the properties of the plan. */
  readonly place: number;
  /** `property/NAME` */
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly name: string;
  readonly subject: Subject;
  readonly claim: LawClaim;
  readonly level: Level;
}

export type Planned = PlannedCheck | PlannedProperty;

/** All that a run will do, known before anything is sent. */
export interface Plan {
  readonly checks: readonly PlannedCheck[];
  readonly properties: readonly PlannedProperty[];
  /** Every object that will be written, smallest first. */
  readonly objects: readonly ContentObject[];
  /** The ones that properties read, smallest first. */
  readonly propertyObjects: readonly ContentObject[];
  readonly behaviours: readonly Behaviour[];
  readonly seed: number;
  /** Draws a property. */
  readonly runs: number;
  readonly estimate: PlanEstimate;
  /** Rows that need objects of their own, where the one object is there already. */
  readonly leftOut: number;
}

/** What a run costs at most, if the endpoint answers as expected. Bytes are bytes of body. */
export interface PlanEstimate {
  readonly requests: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** What a plan needs of the properties. Not every run draws, and what draws is much to load. */
export interface PropertyCatalogue {
  readonly properties: readonly Property[];
  /** Every range on every object of up to `most` bytes. */
  exhaustive(most: number): Property;
  /** Requests of a property, at most. */
  requests(property: PlannedProperty, runs: number): number;
}
