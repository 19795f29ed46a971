import { type Printable, visible, visibleLines } from '../text/outside-text.js';
import { grouped } from '../text/quantity.js';
import {
  type Change,
  type ChangedEntry,
  type ChangeKind,
  changeKinds,
  type RunDifference,
  type RunSummary,
} from './compare-runs.js';

const titles: Readonly<Record<ChangeKind, string>> = {
  worse: 'worse',
  better: 'better',
  verdict: 'verdict changed',
  answer: 'same verdict, different answer',
  new: 'new',
  gone: 'gone',
};

/** What differs between two runs, for a reader at a terminal: what got worse first, the outcome last. */
export function compareRunsText(difference: RunDifference): Printable {
  const { before, after, changes, unchanged, remarks, sameVerdicts } = difference;
  const sections = changeKinds.flatMap((kind) =>
    section(
      titles[kind],
      changes.filter((change) => change.kind === kind),
    ),
  );
  const lines = [
    `before  ${summaryLine(before)}`,
    `after   ${summaryLine(after)}`,
    ...remarks.map((remark) => `note    ${remark}`),
    '',
    ...sections,
    `unchanged: ${grouped(unchanged)} of ${grouped(unchanged + changes.length)} checks and properties`,
    sameVerdicts ? 'same verdicts, exit code 0' : 'verdicts differ, exit code 1',
  ];
  return visibleLines(`${lines.map(visible).join('\n')}\n`);
}

function summaryLine({ target, endpoint, startedAt, verdict, exitCode, planned }: RunSummary): string {
  return `${target}, ${endpoint}, ${startedAt}: ${planned} planned, ${verdict}, exit code ${exitCode}`;
}

function section(title: string, changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return [];
  return [`${changes.length} ${title}`, ...changes.map((change) => `  ${changeLine(change)}`), ''];
}

function changeLine({ label, level, before, after }: Change): string {
  const parts = [before, after].filter((entry) => entry !== null).map(entryText);
  return `${label}, ${level}: ${parts.join(' -> ')}`;
}

const entryText = ({ verdict, answer }: ChangedEntry): string =>
  answer.startsWith(verdict) || verdict === 'not-applicable' || verdict === 'not-run'
    ? answer
    : `${verdict}, ${answer}`;
