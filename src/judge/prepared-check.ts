import type { Outcome } from '../spec/model/outcome.js';
import type { Case, ObjectSpec, Request } from '../spec/model/table.js';
import type { Level } from '../spec/model/vocabulary.js';
import type { ObjectFacts } from './object-facts.js';

/** An object, as far as the judge needs it. */
interface KnownObject {
  readonly facts: ObjectFacts;
  /** How it was made, so that a missing answer can be told by what sets the request apart from its control. */
  readonly content?: ObjectSpec;
}

/**
 * A check that can be sent and judged: every template of its row is filled in, and its object lies on the target. The run
 * knows its object as one that is `Stored`; the judge needs to know less.
 */
export interface PreparedCheck<Stored extends KnownObject = KnownObject> {
  readonly request: Request & Pick<Case, 'method'>;
  readonly object: Stored;
  readonly level: Level;
  /** The allowed answers; for `observed` the ones that sources name. */
  readonly outcomes: readonly Outcome[];
}
