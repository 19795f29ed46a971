import type { Explained } from './explained.js';
import { type Fate, groupedMutants, isNoticed, type Mutant } from './mutant.js';

/** The lowest share of mutants that the tests of a folder may notice, in per cent. */
export const leastScore = 95;

/** Noticed mutants, in per cent; of none there is nothing that could have been missed. */
export function mutationScoreOf(mutants: readonly Mutant[]): number {
  return mutants.length === 0 ? 100 : (100 * mutants.filter(isNoticed).length) / mutants.length;
}

/** The folder under `src` that a mutant lies in. */
export const folderOf = ({ file }: Mutant): string => file.split('/')[1] ?? '';

/** What the tests of each folder notice, as Markdown. */
export function mutationPage(mutants: readonly Mutant[], explained: readonly Explained[]): string {
  const byFolder = groupedMutants(mutants, folderOf);
  return [
    '# Strength of the tests',
    '',
    'The code of these folders is changed in one place at a time (a condition negated, a call removed, a text emptied), and the tests of',
    'the folder (for the oracle also those of the table lint) run on each change. `npm run mutate` measures this again and',
    `writes this page. It fails if less than ${leastScore} % are noticed in a folder, and if the reason of a survivor is missing or no longer`,
    'needed ([survivors.yaml](../../src/tools/mutation/survivors.yaml)).',
    '',
    ...table('folder', byFolder),
    ...byFolder.flatMap(([folder, own]) => [
      '',
      `## ${folder[0]?.toUpperCase()}${folder.slice(1)}`,
      '',
      ...table(
        'file',
        groupedMutants(own, ({ file }) => file),
      ),
      ...survivors(explained.filter(({ mutant }) => folderOf(mutant) === folder)),
    ]),
    '',
  ].join('\n');
}

function table(title: string, groups: readonly [name: string, mutants: readonly Mutant[]][]): string[] {
  return [
    `| ${title} | changes | a test failed | the tests did not end | no test failed | no test runs it | noticed |`,
    '|---|---:|---:|---:|---:|---:|---:|',
    ...groups.map(([name, mutants]) => {
      const count = (fate: Fate): number => mutants.filter((mutant) => mutant.fate === fate).length;
      const counts = [mutants.length, count('killed'), count('timeout'), count('survived'), count('uncovered')];
      return `| \`${name}\` | ${counts.join(' | ')} | ${inPerCent(mutationScoreOf(mutants))} |`;
    }),
  ];
}

/** Rounded down: what is not all is never called 100 %. */
const inPerCent = (score: number): string => `${(Math.floor(score * 10) / 10).toFixed(1)} %`;

function survivors(explained: readonly Explained[]): string[] {
  if (explained.length === 0) return [];
  return [
    '',
    'Changes that no test notices:',
    '',
    '| place | changed | into | why no test notices |',
    '|---|---|---|---|',
    ...explained.map(
      ({ mutant, reason }) =>
        `| \`${mutant.file}:${mutant.line}\` | ${code(mutant.original)} | ${code(mutant.replacement)} | ${reason} |`,
    ),
  ];
}

/** Text as code in a cell of a table; nothing is a dash. */
function code(text: string): string {
  if (text === '') return '–';
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
  const fence = '`'.repeat(Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const blank = fence.length > 1 ? ' ' : '';
  return `${fence}${blank}${shown.replaceAll('|', '\\|')}${blank}${fence}`;
}

/** Characters of code that a cell shows. */
const mostShown = 100;
