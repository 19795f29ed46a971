import { append } from './append.js';
import { copy } from './copy.js';
import { directory } from './directory.js';
import { multipart } from './multipart.js';
import {
  type CostBasis,
  type KindFields,
  type KindValues,
  largestHeld,
  type ObjectCost,
  type ObjectKindDefinition,
} from './object-kind-definition.js';
import { overwrite } from './overwrite.js';
import { partCopies } from './part-copies.js';
import { symlink } from './symlink.js';
import { version } from './version.js';

/** Every kind of object that does not come to be by one PUT of its bytes, in the order of messages. */
const objectKinds = {
  append,
  multipart,
  copy,
  symlink,
  overwrite,
  version,
  directory,
  'part-copies': partCopies,
} as const;

type Definitions = typeof objectKinds;
type Flat<T> = { [Key in keyof T]: T[Key] };

/** How an object comes to be, where that is not by one PUT of its bytes. Sizes are in bytes. */
export type ObjectKind = {
  [By in keyof Definitions]: Flat<{ readonly by: By } & KindValues<Definitions[By]['fields']>>;
}[keyof Definitions];

export const objectKindNames = Object.keys(objectKinds) as ObjectKind['by'][];

type Made = ObjectKind | undefined;
interface Spec {
  readonly size: number;
  readonly made?: ObjectKind | undefined;
}

const definitionOf = (by: ObjectKind['by']): ObjectKindDefinition => objectKinds[by];

export type ObjectCapability = Definitions[keyof Definitions]['capabilities'][number];

/** What a target may need to make objects. */
export const objectCapabilities = [
  ...new Set(Object.values(objectKinds).flatMap(({ capabilities }): readonly ObjectCapability[] => capabilities)),
];

/** What a target has only where its profile or an option declares it. */
export const onlyDeclared: ReadonlySet<string> = new Set(
  objectKindNames.map(definitionOf).flatMap(({ isOnlyDeclared, capabilities }) => (isOnlyDeclared ? capabilities : [])),
);

/** What rows say of such an object besides its kind. */
export const kindFieldsOf = (by: ObjectKind['by']): KindFields => definitionOf(by).fields;

/** What a target must have for an object to be made in this way; an object of one PUT needs nothing that any target lacks. */
export function neededCapabilities(made: Made): readonly ObjectCapability[] {
  if (made === undefined) return [];
  const definition = definitionOf(made.by);
  return (definition.needs?.(made) ?? definition.capabilities) as readonly ObjectCapability[];
}

/** One small object of each kind that can show what a target lacks. */
export const objectKindSamples = (): (Spec & { readonly made: ObjectKind })[] =>
  objectKindNames.flatMap((by) => {
    const { sample } = definitionOf(by);
    return sample === null ? [] : [{ size: sample.size, made: { by, ...sample.made } as ObjectKind }];
  });

/** What S3 lacks that has no such object: `symbolic links`. */
export const absentInS3 = (made: Made): string | undefined => made && definitionOf(made.by).absentInS3;

/** Whether the bytes of the object come where it is asked for as it stands; a dangling link and a deletion have none. */
export const isReadable = (made: Made): boolean => (made && definitionOf(made.by).isReadable?.(made)) ?? true;

/** Whether an object is so large that only `--large` makes it, and nothing reads it whole. */
export const isLarge = ({ made }: Pick<Spec, 'made'>): boolean => (made && definitionOf(made.by).isLarge) ?? false;

/** Whether another object has the bytes. */
export const isIndirect = (made: Made): boolean => (made && definitionOf(made.by).isIndirect) ?? false;

/** Whether the rules of ranges tell what answers a request of it: they do however an object was made that has bytes of its own. */
export const obeysRangeRules = (made: Made): boolean =>
  isReadable(made) && !(made && definitionOf(made.by).hasOwnRules);

/** What of its address is not that of its control; null where it is the same. */
export const addressDifference = (made: Made): 'key' | 'version' | null =>
  (made && definitionOf(made.by).addressDifference?.(made)) ?? null;

/** Why no client is asked for it. */
export const clientObstacle = (made: Made): string | undefined => made && definitionOf(made.by).clientObstacle;

/** What it takes to make an object, read it once and remove it. */
export const objectCost = ({ made, size }: Spec, period: CostBasis['period']): ObjectCost =>
  made === undefined ? { requests: 3, bytesSent: size } : definitionOf(made.by).cost(made, { size, period });

/** Why an object cannot be made as a row says, or would show nothing. */
export function objectKindFlaws({ made, size, key = '' }: Spec & { readonly key?: string }): readonly string[] {
  if (size > largestHeld && !isLarge({ made })) {
    const large = objectKindNames.filter((by) => definitionOf(by).isLarge);
    return [`more than ${largestHeld} bytes are made by ${large.join(', ')} only`];
  }
  if (made !== undefined && key.endsWith('/')) return ['a folder is made by one PUT'];
  return (made && definitionOf(made.by).flaws?.(made, size)) ?? [];
}

/** How it is made, for a reader: `appended, 12 + 12 bytes`; empty for an object of one PUT. */
export const objectKindInWords = (made: Made): string => (made ? definitionOf(made.by).words(made) : '');
