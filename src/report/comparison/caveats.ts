import type { ReportDocument } from '../document/document.js';
import type { ReportEntry } from '../document/entry.js';
import { groupBy } from '../text/tally.js';

/** A report under the name by which it is compared. */
export interface NamedReport {
  readonly name: string;
  readonly document: ReportDocument;
}

/** One check or property, in each report; undefined where it is not in it. */
export type Row = readonly (ReportEntry | undefined)[];

/** Complete lengths of the objects that were asked for; none for a property. */
export function sizesOf(row: Row): ReadonlySet<number> {
  return new Set(row.flatMap((entry) => (entry !== undefined && 'id' in entry ? [entry.request.objectSize] : [])));
}

/** What a reader has to know about a comparison itself. */
export function caveatsOn(targets: readonly NamedReport[], rows: readonly Row[]): readonly string[] {
  const versions = groupBy(targets, ({ document }) => document.tool.version);
  const draws = new Set(targets.map(({ document: { run } }) => `${run.seed}/${run.runs}`));
  const others = rows.filter((row) => sizesOf(row).size > 1).length;
  const partly = rows.filter((row) => row.includes(undefined)).length;
  const said = [...versions].map(([version, members]) => `${version} (${members.map(({ name }) => name).join(', ')})`);
  return [
    ...(versions.size > 1 ? [`The reports were made by different versions of the suite: ${said.join('; ')}.`] : []),
    ...(draws.size > 1 ? ['The reports used different seeds or numbers of inputs for their properties.'] : []),
    ...(others > 0
      ? [`Objects differ in size, so only the status of slices is compared: ${others} of ${rows.length} checks.`]
      : []),
    ...(partly > 0 ? [`Not run on every target: ${partly} of ${rows.length} checks and properties.`] : []),
  ];
}
