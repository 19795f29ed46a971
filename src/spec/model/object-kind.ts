/** Where a link leads. */
export const linkTargets = ['object', 'nothing', 'link'] as const;
/** What of a key with several versions is read: the older one by its id, the key after its deletion, or the deletion by its id. */
export const versionReadings = ['older', 'deleted', 'marker'] as const;

/** How an object comes to be, where that is not by one PUT of its bytes. Sizes are in bytes. */
export type ObjectKind =
  | { readonly by: 'append'; readonly pieces: readonly number[] }
  | { readonly by: 'multipart'; readonly parts: readonly number[] }
  | { readonly by: 'copy' }
  | { readonly by: 'symlink'; readonly to: (typeof linkTargets)[number] }
  /** Put in place of an object of another size. */
  | { readonly by: 'overwrite'; readonly before: number }
  | { readonly by: 'version'; readonly read: (typeof versionReadings)[number] }
  /** A directory of a bucket with a hierarchical namespace. */
  | { readonly by: 'directory' }
  /** Put together from copies of one uploaded object, so that little is sent however large it is. */
  | { readonly by: 'part-copies' };

/** The names of all of them, in the order of messages; the compiler refuses a list that lacks one. */
export const objectKindNames = Object.keys({
  append: true,
  multipart: true,
  copy: true,
  symlink: true,
  overwrite: true,
  version: true,
  directory: true,
  'part-copies': true,
} satisfies Record<ObjectKind['by'], true>) as ObjectKind['by'][];

/** What a target may need to make objects. `small-parts`: parts of less than 5 MiB that are not the last one of their upload. */
export const objectCapabilities = [
  'append',
  'multipart',
  'small-parts',
  'copy',
  'part-copy',
  'symlink',
  'versions',
  'hierarchical-namespace',
] as const;
export type ObjectCapability = (typeof objectCapabilities)[number];

/**
 * What a target has only where its profile or an option says so. A store that passes over an unknown parameter looks as if
 * it made a directory, so that no request shows whether the bucket has such a namespace.
 */
export const onlyDeclared: ReadonlySet<string> = new Set<ObjectCapability>(['hierarchical-namespace']);

/** Whether the bytes of the object come where it is asked for as it stands; a dangling link and a deletion have none. */
export function isReadable(made: ObjectKind | undefined): boolean {
  if (made?.by === 'symlink') return made.to === 'object';
  return made?.by !== 'version' || made.read === 'older';
}

/** Whether an object is so large that only `--large` makes it, and nobody reads it whole. */
export const isLarge = ({ made }: { readonly made?: ObjectKind }): boolean => made?.by === 'part-copies';

/**
 * In bytes. Stores that speak S3 refuse a smaller part that is not the last (Amazon S3, multipart upload limits); OSS takes
 * 100 KiB.
 */
const smallestCommonPart = 5 * 1024 * 1024;

/** Whether parts of such sizes are small ones, as `small-parts` has it. */
export const areSmall = (parts: readonly number[]): boolean =>
  parts.slice(0, -1).some((size) => size < smallestCommonPart);

const sizes = (list: readonly number[]): string => list.join(' + ');

/** How it is made, for a reader: `appended, 12 + 12 bytes`; empty for an object of one PUT. */
export function objectKindInWords(made: ObjectKind | undefined): string {
  switch (made?.by) {
    case undefined:
      return '';
    case 'append':
      return `appended, ${sizes(made.pieces)} bytes`;
    case 'multipart':
      return `uploaded in parts, ${sizes(made.parts)} bytes`;
    case 'copy':
      return 'a copy';
    case 'symlink':
      return made.to === 'object'
        ? 'read through a symbolic link'
        : `a symbolic link to ${made.to === 'link' ? 'a link' : 'nothing'}`;
    case 'overwrite':
      return `in place of ${made.before} bytes`;
    case 'version':
      return { older: 'an older version', deleted: 'deleted, with versions kept', marker: 'a delete marker by its id' }[
        made.read
      ];
    case 'directory':
      return 'a directory of a hierarchical namespace';
    case 'part-copies':
      return 'built from copies of a 16 MiB part';
  }
}
