import { readFileSync } from 'node:fs';

/** Where a row of the table begins, found by its text: file relative to the package, line 1-based. */
export function specLine(id: string): { readonly file: string; readonly line: number } {
  const file = `specs/${id.slice(0, id.indexOf('/'))}.yaml`;
  const lines = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8').split('\n');
  return { file, line: lines.indexOf(`  - id: ${id}`) + 1 };
}
