import type { Agreement } from '../curl-agreement.js';
import type { Measurement } from '../measure.js';
import type { RealServer } from '../real-server.js';

/** What came of one server. */
export type MeasuredServer =
  | {
      readonly kind: 'measured';
      readonly server: RealServer;
      readonly version: string;
      readonly measurement: Measurement;
      readonly agreement: Agreement;
      readonly startMs: number;
      /** Where a second run came to another verdict; empty where there was none. */
      readonly differences: readonly string[];
    }
  | { readonly kind: 'missing'; readonly server: RealServer; readonly why: string };

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** All servers with what the suite made of them, in columns. */
export function measurementTable(measured: readonly MeasuredServer[]): string {
  const rows = measured.map((one) => [one.server.name, ...cellsOf(one)]);
  const heads = [
    'server',
    'version',
    'planned',
    'violates',
    'inconclusive',
    'n/a',
    'curl',
    'run',
    'start',
    'best explained by',
  ];
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row.length === 2 && column > 0 ? 0 : (row[column] ?? '').length))),
  );
  const lines = [heads, ...rows].map((row) =>
    row
      .map((cell, column) =>
        row.length === 2 ? cell.padEnd(column === 0 ? widths[0]! : 0) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
  const differing = measured.flatMap((one) =>
    one.kind === 'measured'
      ? [
          ...one.differences.map((line) => `${one.server.name}, a second run differs: ${line}`),
          ...one.agreement.disagreements.map((line) => `${one.server.name}, curl differs: ${line}`),
        ]
      : [],
  );
  return `${[...lines, ...differing].join('\n')}\n`;
}

function cellsOf(one: MeasuredServer): string[] {
  if (one.kind === 'missing') return [one.why.split('\n')[0]!];
  const { report, durationMs } = one.measurement;
  const { planned, violates, inconclusive, notRun, notApplicable } = report.totals;
  const counts = [planned, violates, inconclusive + notRun, notApplicable].map(String);
  const { compared, disagreements } = one.agreement;
  const curl = `${compared - disagreements.length}/${compared}`;
  return [one.version, ...counts, curl, seconds(durationMs), seconds(one.startMs), profilesOf(report.explanations)];
}

function profilesOf(explanations: Measurement['report']['explanations']): string {
  return explanations
    .map(
      ({ behaviour, profile, explained, deciding }) =>
        `${behaviour}: ${profile === '' ? 'habits' : profile} ${explained}/${deciding}`,
    )
    .join(', ');
}
