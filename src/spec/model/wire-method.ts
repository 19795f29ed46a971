import type { Case } from './table.js';
import { type HeaderField, methods } from './vocabulary.js';

/** Methods of the requests that rows are about. */
export const wireMethods = [...methods, 'PUT'] as const;

/** The method of the request that a row is about: UploadPartCopy is a PUT. */
export function wireMethod({ method, copyRange }: Pick<Case, 'method' | 'copyRange'>): (typeof wireMethods)[number] {
  return copyRange === undefined ? method : 'PUT';
}

/** The field that says which part of the source is copied; none but in a row about that. */
export function copyFields({ copyRange }: Pick<Case, 'copyRange'>): HeaderField[] {
  return copyRange === undefined ? [] : [['x-oss-copy-source-range', copyRange]];
}
