import { areSmall, type ObjectCapability, type ObjectKind } from './object-kind.js';

/** What a target must have for an object to be made in this way; an object of one PUT needs nothing that any target lacks. */
export function neededCapabilities(made: ObjectKind | undefined): readonly ObjectCapability[] {
  if (made === undefined) return [];
  switch (made.by) {
    case 'overwrite':
      return [];
    case 'version':
      return ['versions'];
    case 'multipart':
      return areSmall(made.parts) ? ['multipart', 'small-parts'] : ['multipart'];
    case 'directory':
      return ['hierarchical-namespace'];
    case 'part-copies':
      return ['multipart', 'part-copy'];
    default:
      return [made.by];
  }
}
