import type { Rule, TableDefect } from '../spec/integrity/finding.js';
import { integrityRules } from '../spec/integrity/integrity-rules.js';
import type { Table } from '../spec/model/table.js';
import { byPlace } from '../spec/read/by-place.js';
import { coveredFacts } from './covered-facts.js';
import { distinctRequests } from './distinct-requests.js';
import { oracleAgreement } from './oracle-agreement.js';
import { pinnedIds } from './pinned-ids.js';
import { titleWording } from './title-wording.js';
import { unusedSources } from './unused-sources.js';

export type { TableDefect };

const rules: readonly Rule[] = [
  ...integrityRules,
  distinctRequests,
  titleWording,
  oracleAgreement,
  unusedSources,
  coveredFacts,
];

/**
 * Everything that is wrong with a table, in the order of its files.
 *
 * @param pinned the text of `specs/ids.txt`; without it nothing is said about ids that vanished
 */
export function lintTable(table: Table, pinned?: string): TableDefect[] {
  const findings = rules.flatMap((rule) => rule(table));
  if (pinned !== undefined) findings.push(...pinnedIds(table, pinned));
  return findings.sort(byPlace);
}
