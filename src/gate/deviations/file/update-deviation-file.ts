import type { ReadReport } from '../../../report/document/read-report.js';
import { reasonOf } from '../../../report/write/write-reports.js';
import { writeWhole } from '../../../report/write/write-whole.js';
import { SuiteError } from '../../../suite-error.js';
import type { Checkable } from '../rules/deviation.js';
import { inWords } from './change-lines.js';
import { deviationText } from './deviation-file.js';
import { saysWhy } from './deviation-schema.js';
import { type ListUpdate, planUpdate, type UpdatableCheck } from './plan-update.js';
import { readDeviations } from './read-deviations.js';
import { rewriteList } from './rewrite-list.js';

/**
 * Brings a list of known deviations up to date with a report. The file appears whole or not at all, and is left alone where
 * nothing changes.
 *
 * @param reason why what is added is accepted
 * @throws SuiteError `config-invalid` for a list that cannot be read, `usage` where something would be added without a reason,
 *   `report-unwritable`
 */
export async function updateDeviationFile(
  file: string,
  report: ReadReport,
  catalogue: readonly Checkable[],
  reason: string | undefined,
): Promise<ListUpdate> {
  const text = (await deviationText(file)) ?? '';
  const deviations = text.trim() === '' ? [] : readDeviations({ file, text });
  const update = planUpdate(deviations, reportedChecks(report), catalogue, report.run.strict);
  const [first] = update.added;
  if (first !== undefined && !saysWhy.test(reason ?? '')) {
    throw new SuiteError('usage', `${update.added.length} to add without a reason, first ${inWords(first)}`, {
      hint: 'give the reason with --reason TEXT; nothing was written',
    });
  }
  const isChanged = update.added.length > 0 || update.entries.some(({ before, now }) => now[0] !== before);
  if (!isChanged && text !== '') return update;
  await writeWhole(file, rewriteList(text, update, reason ?? '')).catch((cause: Error) => {
    throw new SuiteError('report-unwritable', `cannot write ${file}: ${reasonOf(cause)}`, {
      hint: 'choose a file in a writable folder with --deviations FILE',
      cause,
    });
  });
  return update;
}

/** Checks and properties of a report as the gate names them. */
function reportedChecks({ checks, properties }: ReadReport): UpdatableCheck[] {
  return [
    ...checks,
    ...properties.map(({ name, behaviour, verdict, counterexample }) => ({
      id: `property/${name}`,
      behaviour,
      verdict,
      aspects: counterexample?.aspects ?? [],
    })),
  ];
}
