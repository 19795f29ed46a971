import type { ContentObject } from '../../content/content-object.js';
import { layOut } from '../../content/place-objects.js';
import type { Property } from '../../property/property.js';
import { propertySizes } from '../../property/property-sizes.js';
import type { Case, Table } from '../../spec/model/table.js';
import { type Behaviour, type Level, levels } from '../../spec/model/vocabulary.js';
import { isLarge } from '../../spec/object-kinds/object-kinds.js';
import { SuiteError } from '../../suite-error.js';
import { estimate } from './estimate.js';
import type { Plan, PlannedCheck, PlannedProperty, PropertyCatalogue } from './plan.js';
import { select } from './select.js';

export interface PlanOptions {
  readonly behaviours: readonly Behaviour[];
  /** Globs over case ids and `property/NAME`; none: everything. */
  readonly cases: readonly string[];
  /** The least level to run: `observed` runs everything. */
  readonly level: Level;
  readonly seed: number;
  /** Draws a property; 0: no properties. */
  readonly runs: number;
  /** In bytes: every range on every object up to this size is one property more. */
  readonly exhaustive?: number | undefined;
  /** The one object, where it is there already and nothing may be written. */
  readonly existing?: ContentObject | undefined;
  /** The rows about that object, where there is one. */
  readonly givenRows?: readonly Case[] | undefined;
  /** Whether rows about objects past 4 GiB are among them. */
  readonly large?: boolean | undefined;
}

/**
 * Whether a plan needs the catalogue of properties: because some are drawn, or because a pattern may name one.
 */
export const needsProperties = ({ runs, exhaustive, cases }: Pick<PlanOptions, 'runs' | 'exhaustive' | 'cases'>) =>
  runs > 0 || exhaustive !== undefined || cases.some((pattern) => /^property\b|^[^/]*[*?[{(!]/.test(pattern));

/**
 * Makes the plan of a run.
 *
 * @param catalogue the properties; null where {@link needsProperties} says that none is needed
 * @throws SuiteError `unknown-id`, `empty-selection`
 */
export function makePlan(table: Table, options: PlanOptions, catalogue: PropertyCatalogue | null): Plan {
  const { behaviours, seed, runs, exhaustive: most = 0, existing } = options;
  const admitted = new Set<Level>(levels.slice(0, levels.indexOf(options.level) + 1));
  const small = table.cases.filter(({ object }) => options.large || !isLarge(object));
  const cases = options.givenRows ?? small;
  const byId = new Map(cases.map((row) => [row.id, row]));
  const contents = existing
    ? [existing]
    : layOut([...cases.map(({ object }) => object), ...propertyObjectSpecs(), ...specsUpTo(most)]);
  const find = (name: string): ContentObject => contents.find((object) => object.name === name)!;
  // Rows that an existing object cannot serve, or that are too large, are still known.
  const rows = table.cases.map(({ id }) => ({ id, row: byId.get(id) }));
  const all = catalogue ? [...catalogue.properties, ...(most > 0 ? [catalogue.exhaustive(most)] : [])] : [];
  const named = all.map((property) => ({
    id: `property/${property.name}`,
    property: !existing || onlyReads(property, existing) ? property : undefined,
  }));
  const chosen = select<Chosen>([...rows, ...named], options.cases);
  const checks = chosen
    .flatMap(({ row }) =>
      row ? behaviours.map((behaviour) => plannedCheck(row, behaviour, find(row.object.name))) : [],
    )
    .filter(({ claim }) => admitted.has(claim.level))
    .map(inPlace);
  const properties = chosen
    // A property that is named is known, drawn or not. An exhaustive one draws nothing.
    .filter(({ property }) => runs > 0 || property?.subject.kind === 'exhaustive')
    .flatMap(({ property }) => behaviours.flatMap((behaviour) => plannedProperty(property, behaviour)))
    .filter(({ level }) => admitted.has(level))
    .map(inPlace);
  if (checks.length + properties.length === 0) {
    throw emptySelection(options, chosen);
  }
  const drawnObjects = existing ? contents : propertyObjectSpecs().map(({ name }) => find(name));
  const isDrawn = ({ subject }: PlannedProperty): boolean => subject.kind !== 'exhaustive';
  const propertyObjects = properties.some(isDrawn) ? drawnObjects : [];
  const smallObjects = properties.every(isDrawn) ? [] : specsUpTo(most).map(({ name }) => find(name));
  const objects = [...new Set([...checks.map(({ object }) => object), ...propertyObjects, ...smallObjects])].sort(
    (a, b) => a.size - b.size,
  );
  const drawRequests = properties.reduce((sum, property) => sum + (catalogue?.requests(property, runs) ?? 0), 0);
  return {
    checks,
    properties,
    objects,
    propertyObjects,
    behaviours,
    seed,
    runs,
    estimate: estimate(checks, objects, propertyObjects, drawRequests),
    leftOut: existing ? table.cases.length - cases.length : 0,
  };
}

/** A plan of some questions alone, from which nothing is drawn. */
export function planOfQuestions(
  questions: readonly Omit<PlannedCheck, 'place'>[],
  objects: readonly ContentObject[],
  behaviours: readonly Behaviour[],
): Plan {
  const checks = questions.map(inPlace);
  return {
    checks,
    properties: [],
    objects,
    propertyObjects: [],
    behaviours,
    seed: 0,
    runs: 0,
    estimate: estimate(checks, objects, [], 0),
    leftOut: 0,
  };
}

function emptySelection({ existing, level }: PlanOptions, chosen: readonly Chosen[]): SuiteError {
  const [message, hint] = chosen.some(({ row, property }) => row || property)
    ? [`no selected check has level ${level} or higher`, 'choose a lower --level; oss-range list shows the levels']
    : existing
      ? [`no selected check can run on ${existing.name}`, 'choose other rows with --case, or leave out --object']
      : ['the selected checks need objects over 4 GiB', 'add --large, which sends 16 MiB'];
  return new SuiteError('empty-selection', message, { hint });
}

interface Chosen {
  readonly id: string;
  readonly row?: Case | undefined;
  readonly property?: Property | undefined;
}

/** An empty object has no positions to draw. */
const onlyReads = ({ subject }: Property, { size }: ContentObject): boolean =>
  size > 0 && (subject.kind === 'family' || (subject.kind === 'law' && subject.law.onlyReads));

const specOf = (size: number): { name: string; size: number } => ({ name: `bytes-${size}`, size });

const propertyObjectSpecs = () => propertySizes.map(specOf);

const specsUpTo = (most: number) => Array.from({ length: most }, (_, index) => specOf(index + 1));

function plannedCheck(row: Case, behaviour: Behaviour, object: ContentObject): Omit<PlannedCheck, 'place'> {
  return { kind: 'check', id: row.id, behaviour, row, claim: row.claims[behaviour], object };
}

/** Gives one thing of a list its place in it. */
export const inPlace = <Item>(item: Item, place: number): Item & { readonly place: number } => ({ ...item, place });

/** Empty where a property claims nothing under the behaviour. The caller knows its place. */
export function plannedProperty(
  property: Property | undefined,
  behaviour: Behaviour,
): Omit<PlannedProperty, 'place'>[] {
  const claim = property?.claims[behaviour];
  if (!property || !claim) return [];
  const { name, subject } = property;
  return [{ kind: 'property', id: `property/${name}`, behaviour, name, subject, claim, level: claim.level }];
}
