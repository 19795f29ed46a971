import { levels } from '../../spec/model/vocabulary.js';
import { inline, type Printable, printable } from '../text/outside-text.js';
import {
  behavioursText,
  byAnswer,
  cellText,
  countsText,
  differenceSentence,
  legend,
  mostColumns,
} from './cell-text.js';
import { levelTitles } from './level-titles.js';
import { compareTargets, type DifferenceRow, type Matrix, type NamedReport } from './matrix.js';
import { profileSentences, summaryCells, summaryHead } from './matrix-summary.js';

/** Several targets side by side, as GitHub Flavored Markdown. Readable with thirty targets too. */
export function matrixMarkdown(reports: readonly NamedReport[], title: string): Printable {
  const matrix = compareTargets(reports);
  const lines = [
    `# ${inline(title)}`,
    '',
    ...table(summaryHead, reports.map(summaryCells)),
    ...matrix.caveats.flatMap((remark) => ['', inline(remark)]),
    '',
    '## Best explanation of each target',
    '',
    ...reports.flatMap((report) =>
      profileSentences(report).map((sentence) => `* ${inline(report.name)}: ${inline(sentence, 2_000)}`),
    ),
    '',
    '## By topic',
    '',
    legend,
    '',
    ...topicTable(matrix),
    '',
    '## Where targets differ',
    '',
    differenceSentence(matrix),
    ...levels.flatMap((level) =>
      differenceTable(
        matrix,
        matrix.differences.filter((row) => row.level === level),
        levelTitles[level],
      ),
    ),
    '',
  ];
  return printable(lines.join('\n'));
}

function topicTable({ targets, topics }: Matrix): readonly string[] {
  const names = targets.map(({ name }) => name);
  return table(
    ['topic', 'behaviour', ...names],
    topics.map(({ topic, behaviours, cells }) => [topic, behavioursText(behaviours), ...cells.map(countsText)]),
  );
}

function differenceTable({ targets }: Matrix, rows: readonly DifferenceRow[], title: string): readonly string[] {
  if (rows.length === 0) return [];
  const names = targets.map(({ name }) => name);
  const isWide = names.length > mostColumns;
  const head = ['check', 'asked', 'expected', ...(isWide ? ['answers'] : names)].map((cell) => inline(cell));
  const body = rows.map((row) => {
    const requested = [`${row.id} (${behavioursText(row.behaviours)})`, row.requested, row.expected].map((cell) =>
      inline(cell),
    );
    if (!isWide) return [...requested, ...row.answers.map((answer) => inline(cellText(answer)))];
    const groups = byAnswer(names, row.answers).map(
      ([answer, who]) => `${inline(answer)}: ${who.map((name) => inline(name)).join(', ')}`,
    );
    return [...requested, groups.join('<br>')];
  });
  return ['', `### ${title}`, '', ...rawTable(head, body)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return rawTable(
    head.map((cell) => inline(cell)),
    rows.map((row) => row.map((cell) => inline(cell))),
  );
}

/** Of cells that are Markdown already. */
function rawTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
