import type { AspectResult } from '../../../judge/verdict.js';
import type { CheckReport, CounterexampleReport, ReportDocument } from '../../../report/document/document.js';
import type { HeaderField } from '../../../spec/model/vocabulary.js';

/** Said in every published report. */
const shortened =
  'Shortened: comparisons that conform, lines that repeat a request at an address that is gone, and fields that every request had are left out.';

/** What a report does not tell of its server. */
interface Measured {
  readonly name: string;
  /** What the program itself says. */
  readonly version: string;
  /** Requests that curl made again. */
  readonly byCurl: number;
}

/**
 * A report as it is published: all verdicts, answers and violations, as measured. What is left out says nothing about the
 * server, and is two thirds of a report. Readers of reports read it as any other.
 */
export function publishedReport(report: ReportDocument, { name, version, byCurl }: Measured): ReportDocument {
  const check = (one: CheckReport): CheckReport => ({
    ...one,
    request: { ...one.request, headers: one.request.headers.filter(isTelling) },
    aspects: violated(one.aspects),
    repro: { curl: '', command: '' },
  });
  const counterexample = (one: CounterexampleReport): CounterexampleReport => ({
    ...one,
    request: { ...one.request, headers: one.request.headers.filter(isTelling) },
    aspects: violated(one.aspects),
    curl: '',
    ...(one.steps
      ? {
          steps: one.steps.map((step) => ({
            ...step,
            request: { ...step.request, headers: step.request.headers.filter(isTelling) },
          })),
        }
      : {}),
  });
  return {
    ...report,
    target: { ...report.target, name: `${name} ${version}` },
    gate: [],
    checks: report.checks.map(check),
    properties: report.properties.map((one) => ({
      ...one,
      counterexample: one.counterexample && counterexample(one.counterexample),
      repro: { command: '' },
    })),
    notices: [
      ...report.notices,
      `${byCurl} requests with a single range were made again by curl, and answered alike.`,
      shortened,
    ],
  };
}

const violated = (aspects: readonly AspectResult[]): AspectResult[] =>
  aspects.filter(({ verdict }) => verdict === 'violates');

/** Fields that addressing, signing and the driver add to every request. */
const usual = /^(host|connection|user-agent|accept-encoding|authorization|x-amz-(date|content-sha256))$/i;

const isTelling = ([name]: HeaderField): boolean => !usual.test(name);

/** One line a check and a property, so that a later measurement shows what has changed. */
export function publishedText(report: ReportDocument): string {
  const lists = ['checks', 'properties'] as const;
  const rest = Object.entries(report).map(([name, value]) => {
    const isList = lists.some((list) => list === name);
    const text = isList
      ? `[\n${(value as readonly unknown[]).map((one) => JSON.stringify(one)).join(',\n')}\n]`
      : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${rest.join(',\n')}\n}\n`;
}
