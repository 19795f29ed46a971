import type { ContentObject } from '../content/content-object.js';
import { layOut } from '../content/place-objects.js';
import { families, propertySizes } from '../property/families.js';
import { type Family, strengthOf } from '../property/family.js';
import type { Case, Claim, Table } from '../spec/table.js';
import { type Behaviour, type Level, levels } from '../spec/vocabulary.js';
import { SuiteError } from '../suite-error.js';
import { estimate, type PlanEstimate } from './estimate.js';
import { select } from './select.js';

/** One case under one behaviour. */
export interface PlannedCheck {
  readonly kind: 'check';
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly row: Case;
  readonly claim: Claim;
  readonly object: ContentObject;
}

/** One family under one behaviour. */
export interface PlannedProperty {
  readonly kind: 'property';
  /** `property/NAME` */
  readonly id: string;
  readonly behaviour: Behaviour;
  readonly family: Family;
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
}

export interface PlanOptions {
  readonly behaviours: readonly Behaviour[];
  /** Globs over case ids and `property/NAME`; none: everything. */
  readonly cases: readonly string[];
  /** The least level to run: `observed` runs everything. */
  readonly level: Level;
  readonly seed: number;
  /** Draws a property; 0: no properties. */
  readonly runs: number;
}

/**
 * Makes the plan of a run.
 *
 * @throws SuiteError `unknown-id`, `empty-selection`
 */
export function makePlan(table: Table, options: PlanOptions): Plan {
  const { behaviours, seed, runs } = options;
  const admitted = new Set<Level>(levels.slice(0, levels.indexOf(options.level) + 1));
  const catalogue = layOut([...table.cases.map(({ object }) => object), ...propertyObjectSpecs()]);
  const find = (name: string): ContentObject => catalogue.find((object) => object.name === name)!;
  const rows = table.cases.map((row) => ({ id: row.id, row }));
  const laws = families.map((family) => ({ id: `property/${family.name}`, family }));
  const chosen = select<{ id: string; row?: Case; family?: Family }>([...rows, ...laws], options.cases);
  const checks = chosen
    .flatMap(({ row }) =>
      row ? behaviours.map((behaviour) => plannedCheck(row, behaviour, find(row.object.name))) : [],
    )
    .filter(({ claim }) => admitted.has(claim.level));
  const properties = chosen
    .flatMap(({ family }) =>
      family && runs > 0 ? behaviours.map((behaviour) => plannedProperty(family, behaviour)) : [],
    )
    .filter(({ level }) => admitted.has(level));
  if (checks.length + properties.length === 0) {
    throw new SuiteError('empty-selection', `nothing of what is selected has level ${options.level} or above`, {
      hint: 'choose a lower --level, or see the levels: oss-range list',
    });
  }
  const propertyObjects = properties.length > 0 ? propertyObjectSpecs().map(({ name }) => find(name)) : [];
  const objects = [...new Set([...checks.map(({ object }) => object), ...propertyObjects])].sort(
    (a, b) => a.size - b.size,
  );
  return {
    checks,
    properties,
    objects,
    propertyObjects,
    behaviours,
    seed,
    runs,
    estimate: estimate(checks, properties, objects, propertyObjects, runs),
  };
}

const propertyObjectSpecs = (): { name: string; size: number }[] =>
  propertySizes.map((size) => ({ name: `bytes-${size}`, size }));

function plannedCheck(row: Case, behaviour: Behaviour, object: ContentObject): PlannedCheck {
  return { kind: 'check', id: row.id, behaviour, row, claim: row.claims[behaviour], object };
}

function plannedProperty(family: Family, behaviour: Behaviour): PlannedProperty {
  const { level } = strengthOf(family, behaviour);
  return { kind: 'property', id: `property/${family.name}`, behaviour, family, level };
}
