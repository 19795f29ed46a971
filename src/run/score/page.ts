import { controls } from '../../reference/faults/controls.js';
import type { Fault } from '../../reference/faults/fault.js';
import { stations } from '../../reference/faults/faults.js';
import { type Printable, printable } from '../../report/text/outside-text.js';
import type { Score, ScoredFault } from './score.js';

/** What the page says of a fault besides what was measured: name, sentence, evidence, and who made the mistake. */
export const faultCells = ({ name, sentence, contradicts, madeBy }: Fault): string =>
  `| \`${name}\` | ${sentence} | ${contradicts.join(', ')} | ${madeBy.join(', ')} |`;

/** In words that fit the number. */
export const rowsThatCatchNone = (count: number): string =>
  `${count} ${count === 1 ? 'row catches' : 'rows catch'} none`;

/** How many ids a cell names before it only counts. */
const mostNamed = 3;

/** The page of all faults, as Markdown. */
export function faultsPage(score: Score): Printable {
  const scored = new Map(score.faults.map((fault) => [fault.name, fault]));
  const caught = score.faults.filter(({ isCaught }) => isCaught).length;
  const accused = score.controls.filter(({ isAccused }) => isAccused).length;
  const lines = [
    '# Faults',
    '',
    'Deliberate defects of the embedded endpoint (`oss-range serve --fault NAME`), with real servers that have made the mistake, and the rows and',
    'properties that catch it as a violation of level `required` or `expected`. `npm run score` measures this again and writes this page.',
    '',
    `${caught} of ${score.faults.length} faults are caught. ${score.controls.length} correct endpoints that differ are tested, too: ${accused} of them are called a violation.`,
    `${rowsThatCatchNone(score.idle.length)} of these faults; ${score.alone.length} rows or properties are the only ones to catch some fault.`,
    '',
    'The third column names facts and sources of [specs/evidence.yaml](../../specs/evidence.yaml). Properties run only if no row has caught the fault.',
    ...stations.flatMap(({ name, faults }) => [
      '',
      `## ${name[0]?.toUpperCase()}${name.slice(1)}`,
      '',
      '| fault | what is broken | contradicts | made by | caught by |',
      '|---|---|---|---|---|',
      ...faults.map((fault) => `${faultCells(fault)} ${measured(scored.get(fault.name))} |`),
    ]),
    '',
    '## Controls',
    '',
    '| control | what is different | why it is right |',
    '|---|---|---|',
    ...controls.map(({ name, sentence, because }) => `| \`${name}\` | ${sentence} | ${because} |`),
    '',
  ];
  return printable(lines.join('\n'));
}

function measured(fault: ScoredFault | undefined): string {
  if (fault === undefined) return 'not asked';
  const ids = [...new Set(fault.catches.map(({ id }) => id))];
  if (ids.length === 0) return 'nothing';
  const rest = ids.length > mostNamed ? `, and ${ids.length - mostNamed} more` : '';
  return `${fault.level}: ${ids.slice(0, mostNamed).join(', ')}${rest}`;
}
