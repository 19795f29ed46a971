import type { ReportDocument } from '../../document/document.js';
import type { Printable } from '../../text/outside-text.js';
import { groupBy } from '../../text/tally.js';
import { gateCase, type JunitCase, junitCase } from './junit-case.js';
import { writeJunit } from './junit-writer.js';

/**
 * The JUnit report, for CI services. `reports/README.md` has the mapping and what each reader makes of it.
 *
 * One `<testsuite>` for each topic and behaviour, `properties` for the laws; one `<testcase>` for each check and law, so
 * that `tests` is the planned number. A run that does not exit with 0 has one case more, `gate`, which is red: a run
 * that failed as a whole (nothing checked, a deviation that no longer occurs) is never a green report.
 * The order depends on the names alone.
 */
export function toJunit(document: ReportDocument): Printable {
  const cases = [...document.checks, ...document.properties].map((entry) => junitCase(entry, document));
  const all = document.exitCode === 0 ? cases : [...cases, gateCase(document)];
  const suites = groupBy(all.sort(byName), (content) => content.className);
  return writeJunit({
    name: `${document.tool.name}: ${document.target.name}`,
    timestamp: document.run.startedAt,
    suites: [...suites].map(([name, members]) => ({ name, cases: members })),
  });
}

/** By code units: the same order in every locale. */
function byName(a: JunitCase, b: JunitCase): number {
  return compare(a.className, b.className) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
