/** In bytes; what is sent in one PUT, and read whole. */
export const largestHeld = 2 ** 24;

/** What a row says of an object of a kind besides its name: the table, recordings and the types of rows follow from it. */
export type KindField =
  /** Sizes of one piece or more, in bytes. */
  | { readonly type: 'sizes'; readonly about: string }
  /** In bytes. */
  | { readonly type: 'size'; readonly about: string }
  | { readonly type: 'word'; readonly words: readonly [string, ...string[]]; readonly about: string };

export type KindFields = Readonly<Record<string, KindField>>;

type FieldValue<Field extends KindField> = Field extends { readonly type: 'sizes' }
  ? readonly number[]
  : Field extends { readonly type: 'size' }
    ? number
    : Field extends { readonly words: readonly (infer Word)[] }
      ? Word
      : never;

/** The fields of one object. */
export type KindValues<Fields extends KindFields> = { readonly [Name in keyof Fields]: FieldValue<Fields[Name]> };

/** What it takes to make an object, read it once and remove it. */
export interface ObjectCost {
  readonly requests: number;
  readonly bytesSent: number;
}

export interface CostBasis {
  /** Complete length in bytes. */
  readonly size: number;
  /** Bytes after which the content of an object repeats: copies of so many bytes in a row are the content, too. */
  readonly period: number;
}

/** All that is known of a kind of objects, but for the requests that make one, which `run/objects` sends. */
export interface ObjectKindDefinition<Fields extends KindFields = KindFields, Needed extends string = string> {
  readonly fields: Fields;
  /** What a target may lack that makes none. */
  readonly capabilities: readonly Needed[];
  /** Which of them one object needs; all unless said. */
  needs?(made: KindValues<Fields>): readonly Needed[];
  /** Set where no request shows whether a target has the capabilities: it has those that its profile or an option declares. */
  readonly isOnlyDeclared?: true;
  /** What S3 lacks that has no such objects: `symbolic links`. */
  readonly absentInS3?: string;
  /** A small object that shows whether a target makes this kind; null where nothing can be lacking, or it would not be small. */
  readonly sample: { readonly size: number; readonly made: KindValues<Fields> } | null;
  /** How it is made, for a reader: `appended, 12 + 12 bytes`. */
  words(made: KindValues<Fields>): string;
  cost(made: KindValues<Fields>, basis: CostBasis): ObjectCost;
  /** Why no object can be made like that, or why it would show nothing. */
  flaws?(made: KindValues<Fields>, size: number): readonly string[];
  /** Set where it is so large that only `--large` makes it, and nothing reads it whole. */
  readonly isLarge?: true;
  /** Whether the bytes come where it is requested as it is; they do unless said. */
  isReadable?(made: KindValues<Fields>): boolean;
  /** Set where another object has the bytes: no source tells whose validators an answer has, and whose bytes a Range means. */
  readonly isIndirect?: true;
  /** Set where the rules of ranges do not tell what answers it. */
  readonly hasOwnRules?: true;
  /** What of its address is not that of its control; nothing unless said. */
  addressDifference?(made: KindValues<Fields>): 'key' | 'version' | null;
  /** Why no client is asked for it. */
  readonly clientObstacle?: string;
}

/** The definition as it is; only its types are inferred and checked. */
export const defineObjectKind = <const Fields extends KindFields, const Needed extends string>(
  definition: ObjectKindDefinition<Fields, Needed>,
): ObjectKindDefinition<Fields, Needed> => definition;

/** `12 + 12 bytes` */
export const sizesInWords = (sizes: readonly number[]): string => `${sizes.join(' + ')} bytes`;

/** What is wrong with pieces that do not make up the object. */
export function sumFlaws(sizes: readonly number[], size: number): string[] {
  const total = sizes.reduce((sum, length) => sum + length, 0);
  return total === size ? [] : [`the object has ${size} bytes, what it is made of ${total}`];
}
