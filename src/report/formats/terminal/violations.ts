import type { ReportDocument } from '../../document/document.js';
import { decidesGate, type ReportEntry } from '../../document/entry.js';
import { violationLines } from '../../text/describe.js';
import { count } from '../../text/quantity.js';
import type { Line } from './line.js';

/** Every violation in full: those that decide the gate first, then those that only warn. */
export function violationSections(document: ReportDocument): readonly Line[] {
  const violations = [...document.checks, ...document.properties].filter((entry) => entry.verdict === 'violates');
  const decide = (entry: ReportEntry) => decidesGate(entry, document.run.strict);
  const deciding = violations.filter(decide);
  const warning = violations.filter((entry) => !decide(entry));
  const strict = document.run.strict ? '' : '; under --strict `expected` decides too';
  return [
    ...section(count(deciding.length, 'violation'), 'bad', deciding, document),
    ...section(
      `${count(warning.length, 'violation')} below the gate: reported, not counted against the target${strict}`,
      'warning',
      warning,
      document,
    ),
  ];
}

function section(
  title: string,
  style: 'bad' | 'warning',
  entries: readonly ReportEntry[],
  { evidence }: ReportDocument,
): readonly Line[] {
  if (entries.length === 0) return [];
  const blocks = entries.flatMap((entry): readonly Line[] => {
    const [heading = '', ...lines] = violationLines(entry, evidence);
    return [{ text: heading, style }, ...lines.map((text) => ({ text })), { text: '' }];
  });
  return [{ text: title, style: 'heading' }, { text: '' }, ...blocks];
}
