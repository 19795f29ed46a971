import { levels } from '../../spec/model/vocabulary.js';
import { html, type Insertable, type Markup } from '../formats/html/markup.js';
import { page } from '../formats/html/page.js';
import type { Printable } from '../text/outside-text.js';
import type { ComparedResponse } from './answer-words.js';
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
import { type Counts, compareTargets, type DifferenceRow, type Matrix, type NamedReport } from './matrix.js';
import { profileSentences, summaryCells, summaryHead } from './matrix-summary.js';

/** Several targets side by side, as one page of HTML; see `report/html` for what holds of pages. */
export function matrixHtml(reports: readonly NamedReport[], title: string): Printable {
  const matrix = compareTargets(reports);
  const { differences, caveats } = matrix;
  return page(title, [
    html`<h1>${title}</h1>
`,
    table(
      summaryHead,
      reports.map((report) =>
        summaryCells(report).map(
          (cell, index) =>
            html`<td class="${cell === report.document.verdict ? cell : null}${index > 0 ? ' line' : null}">${cell}</td>`,
        ),
      ),
    ),
    caveats.map(
      (remark) => html`<p>${remark}</p>
`,
    ),
    html`<h2>Best explanation of each target</h2>
<dl>
${reports.map(
  (
    report,
  ) => html`<dt>${report.name}</dt><dd>${profileSentences(report).map((sentence) => html`<div>${sentence}</div>`)}</dd>
`,
)}</dl>
<h2>By topic</h2>
<p>${legend}</p>
`,
    topicTable(matrix),
    html`<h2>Where targets differ</h2>
<p>${differenceSentence(matrix)}</p>
`,
    levels.map((level) =>
      differenceTable(
        matrix,
        differences.filter((row) => row.level === level),
        levelTitles[level],
      ),
    ),
  ]);
}

function topicTable({ targets, topics }: Matrix): Markup {
  return table(
    [html`topic<div class="faint">behaviour</div>`, ...targets.map(({ name }) => name)],
    topics.map(({ topic, behaviours, cells }) => [
      html`<th>${topic}<div class="faint">${behavioursText(behaviours)}</div></th>`,
      ...cells.map((counts) => html`<td class="${classOf(counts)} line">${countsText(counts)}</td>`),
    ]),
  );
}

function classOf(counts: Counts | null): string | null {
  if (counts === null) return 'faint';
  if (counts.violates + counts.known > 0) return 'violates';
  if (counts.inconclusive + counts['not-run'] > 0) return 'inconclusive';
  return counts.conforms > 0 ? 'conforms' : 'not-applicable';
}

function differenceTable({ targets }: Matrix, rows: readonly DifferenceRow[], title: string): Markup | null {
  if (rows.length === 0) return null;
  const names = targets.map(({ name }) => name);
  const isWide = names.length > mostColumns;
  const head = ['check', 'asked', 'expected', ...(isWide ? ['answers'] : names)];
  const body = rows.map((row) => {
    const requested = html`<th title="${row.about}">${row.id} (${behavioursText(row.behaviours)})</th><td class="mono">${row.requested}</td><td>${row.expected}</td>`;
    return [requested, isWide ? groupedCell(names, row.answers) : row.answers.map(answerCell)];
  });
  return html`<h3>${title}</h3>
${table(head, body)}`;
}

function answerCell(answer: ComparedResponse | null): Markup {
  return html`<td class="${answer?.mark ?? 'faint'}">${cellText(answer)}</td>`;
}

function groupedCell(names: readonly string[], answers: readonly (ComparedResponse | null)[]): Markup {
  const groups = byAnswer(names, answers).map(
    ([answer, who]) =>
      html`<div><span class="${answer.startsWith('✗') ? 'violates' : null}">${answer}</span>: ${who.join(', ')}</div>`,
  );
  return html`<td>${groups}</td>`;
}

function table(head: readonly Insertable[], rows: readonly Insertable[]): Markup {
  return html`<div class="wide"><table>
<tr>${head.map((cell) => html`<th>${cell}</th>`)}</tr>
${rows.map(
  (cells) => html`<tr>${cells}</tr>
`,
)}</table></div>
`;
}
