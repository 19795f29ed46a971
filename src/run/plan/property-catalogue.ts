import { exhaustive, properties } from '../../property/property.js';
import { propertySizes } from '../../property/property-sizes.js';
import { countOfRanges } from '../../property/ranges/every-range.js';
import { familyRuns, lawRuns } from '../../property/run-counts.js';
import type { PlannedProperty, PropertyCatalogue } from './plan.js';

function requestsOf({ subject, behaviour, level }: PlannedProperty, runs: number): number {
  switch (subject.kind) {
    case 'family':
      return familyRuns(runs, level);
    case 'law': {
      const { draws, requests } = subject.law.certain(propertySizes, behaviour);
      return Math.round((lawRuns(runs, draws) * requests) / draws);
    }
    case 'exhaustive':
      return sum(Array.from({ length: subject.most }, (_, index) => countOfRanges(index + 1)));
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Every property. */
export const propertyCatalogue: PropertyCatalogue = { properties, exhaustive, requests: requestsOf };
