/** An element of a file. */
interface Placed {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Sorts by file, then by place. Files are compared by code units, so that the order is the same everywhere. */
export function byPlace(a: Placed, b: Placed): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
}
