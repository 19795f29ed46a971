import type { ReportDocument } from '../../document/document.js';
import { entryLabel } from '../../document/entry.js';
import { count, duration, size } from '../../text/quantity.js';
import { accountingLine } from '../../text/tally.js';
import { causeSection } from './causes.js';
import { terminalClientLines } from './clients.js';
import type { Line } from './line.js';
import { overviewLines } from './overview.js';
import { violationSections } from './violations.js';

/** Everything a run has to say when it is over. The last line is the verdict with the exit code. */
export function summaryLines(document: ReportDocument): readonly Line[] {
  const entries = [...document.checks, ...document.properties];
  const known = entries.filter((entry) => entry.verdict === 'known').map(entryLabel);
  return [
    ...overviewLines(document),
    ...violationSections(document),
    ...causeSection(entries, 'inconclusive', 'warning'),
    ...causeSection(entries, 'not-run', 'warning'),
    ...causeSection(entries, 'not-applicable'),
    ...(document.clients ?? []).flatMap(terminalClientLines),
    ...listSection(count(known.length, 'known deviation'), known),
    ...listSection(
      `${count(document.leftovers.length, 'object')} left behind; oss-range clean removes them`,
      document.leftovers,
    ),
    ...listSection(count(document.notices.length, 'notice'), document.notices),
    ...listSection(
      'best explained by',
      document.explanations.map(({ sentence }) => sentence),
    ),
    ...listSection('gate', document.gate),
    ...recordedLine(document),
    { text: runLine(document) },
    { text: accountingLine(document.totals) },
    {
      text: `verdict ${document.verdict}, exit code ${document.exitCode}`,
      style: document.exitCode === 0 ? 'good' : 'bad',
    },
  ];
}

function listSection(title: string, items: readonly string[]): readonly Line[] {
  if (items.length === 0) return [];
  return [{ text: title, style: 'heading' }, ...items.map((item) => ({ text: `  ${item}` })), { text: '' }];
}

/** Answers to rows that no source decides are data, not verdicts: counted here, to be read in the report. */
function recordedLine({ checks }: ReportDocument): readonly Line[] {
  const recorded = checks.filter((check) => check.level === 'observed' && check.response !== null).length;
  if (recorded === 0) return [];
  return [
    { text: `${count(recorded, 'answer')} to observed rows recorded; the JSON report has them (level "observed")` },
  ];
}

function runLine({ run }: ReportDocument): string {
  const traffic = `${size(run.bytesSent)} sent, ${size(run.bytesReceived)} received`;
  return `${count(run.requests, 'request')} in ${duration(run.durationMs)}, ${traffic}, seed ${run.seed}`;
}
