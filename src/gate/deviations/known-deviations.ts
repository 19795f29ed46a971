import { gateEntries } from '../../report/build/report-document.js';
import type { CheckReport, PropertyReport } from '../../report/document/document.js';
import { shellQuote } from '../../report/text/shell-quote.js';
import type { Table } from '../../spec/model/table.js';
import { SuiteError } from '../../suite-error.js';
import { decides, type GateEntry } from '../evaluate.js';
import { catalogueOf } from './catalogue.js';
import { deviationText } from './file/deviation-file.js';
import { readDeviations } from './file/read-deviations.js';
import type { LocatedDeviation } from './rules/deviation.js';
import { knownList, type ListedViolations } from './rules/known-list.js';
import { faultLine, fileAndLine, listLines, staleInWords } from './rules/list-lines.js';

/** A list of known deviations beside a run. */
export interface KnownDeviations {
  /** The report of a check with the verdict `known` where every violation that decides is listed, and with the reasons. */
  check(report: CheckReport, strict: boolean): CheckReport;
  /** The same of a property. */
  property(report: PropertyReport, strict: boolean): PropertyReport;
  /** What is wrong with the list in itself, one line each. */
  readonly faults: readonly string[];
  /** The entries that name a check and do not occur in it as listed, one line each. */
  staleOf(report: CheckReport | PropertyReport, strict: boolean): string[];
  /**
   * What is wrong with the list after a run, one line each that ends with what repairs it.
   *
   * @param reportFile where the JSON report of the run lies, where it is known
   */
  gateLines(entries: readonly GateEntry[], strict: boolean, reportFile?: string): string[];
}

/**
 * Reads a list of known deviations.
 *
 * @throws SuiteError `config-invalid`
 */
export async function openKnownDeviations(file: string, table: Table, now = new Date()): Promise<KnownDeviations> {
  const text = await deviationText(file);
  if (text === null) {
    throw new SuiteError('config-invalid', `no list of known deviations at ${file}`, {
      hint: `create one from a report: oss-range deviations update REPORT --deviations ${shellQuote(file)} --reason TEXT`,
    });
  }
  return knownDeviations(file, readDeviations({ file, text }), table, now.toISOString().slice(0, 10));
}

function knownDeviations(
  file: string,
  deviations: readonly LocatedDeviation[],
  table: Table,
  today: string,
): KnownDeviations {
  const list = knownList(deviations, catalogueOf(table), today);
  const holdCheck = (report: CheckReport, strict: boolean): ListedViolations =>
    list.hold(gateEntries({ checks: [report], properties: [] })[0]!, strict);
  const holdProperty = (report: PropertyReport, strict: boolean): ListedViolations =>
    list.hold(gateEntries({ checks: [], properties: [report] })[0]!, strict);
  return {
    check(report, strict) {
      const held = holdCheck(report, strict);
      return held.known ? { ...report, verdict: 'known', notes: [...report.notes, ...reasons(held)] } : report;
    },
    property(report, strict) {
      const held = holdProperty(report, strict);
      return held.known ? { ...report, verdict: 'known', notes: [...(report.notes ?? []), ...reasons(held)] } : report;
    },
    faults: list.faults.map(faultLine),
    staleOf(report, strict) {
      const { stale } = 'id' in report ? holdCheck(report, strict) : holdProperty(report, strict);
      return stale.map((one) => `${staleInWords(one)}; edit ${fileAndLine(one.deviation)}`);
    },
    gateLines(entries, strict, reportFile = 'REPORT') {
      const { faults } = list;
      const stale = entries.flatMap((entry) => list.hold(entry, strict).stale);
      const unlisted = entries.filter((entry) => decides(entry, strict)).length;
      return listLines({ faults, stale, unlisted }, { list: shellQuote(file), report: shellQuote(reportFile) });
    },
  };
}

/** Why a violation is accepted; each reason once, with the first entry that gives it. */
function reasons({ listed }: ListedViolations): string[] {
  const places = new Map<string, string>();
  for (const deviation of listed) {
    const { reason, ticket } = deviation;
    const words = ticket === undefined ? reason : `${reason} (${ticket})`;
    if (!places.has(words)) places.set(words, fileAndLine(deviation));
  }
  return [...places].map(([words, place]) => `Known deviation, ${place}: ${words}`);
}
