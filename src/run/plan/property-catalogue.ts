import { stepsOf } from '../../property/law.js';
import { freshness } from '../../property/laws/freshness.js';
import { exhaustive, properties } from '../../property/property.js';
import { propertySizes } from '../../property/property-sizes.js';
import { countOfRanges } from '../../property/ranges/every-range.js';
import { familyRuns, lawRuns } from '../../property/run-counts.js';
import type { PlannedProperty, PropertyCatalogue } from './plan.js';

/** A put, a delete and three other operations, at most, and the removal of what is left. */
const requestsOfFreshness = 6;

function requestsOf({ subject, behaviour, level }: PlannedProperty, runs: number): number {
  switch (subject.kind) {
    case 'family':
      return familyRuns(runs, level);
    case 'law': {
      const { examples, toPlan } = subject.law.source(propertySizes, behaviour);
      const steps = sum(examples.map((example) => stepsOf(toPlan(example)).length));
      return Math.round((lawRuns(runs, examples.length) * steps) / examples.length);
    }
    case 'freshness':
      return lawRuns(runs, freshness.certain.length) * requestsOfFreshness;
    case 'exhaustive':
      return sum(Array.from({ length: subject.most }, (_, index) => countOfRanges(index + 1)));
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Every property. */
export const propertyCatalogue: PropertyCatalogue = { properties, exhaustive, requests: requestsOf };
