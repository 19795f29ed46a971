import type { ReportDocument } from './document.js';
import { toJson } from './json.js';
import { toJunit } from './junit.js';

/** Every format a report can be written in; a new one is one entry here. Those that few ask for are loaded when they are. */
export const reportFormats = {
  json: { file: 'report.json', render: toJson },
  junit: { file: 'junit.xml', render: toJunit },
  html: { file: 'report.html', render: async (document) => (await import('./html/html.js')).toHtml(document) },
} as const satisfies Record<string, FormatWriter>;

export type ReportFormat = keyof typeof reportFormats;

interface FormatWriter {
  /** Name of the file where none is given. */
  readonly file: string;
  readonly render: (document: ReportDocument) => string | Promise<string>;
}

/** Whether a word names a format. */
export function isReportFormat(word: string): word is ReportFormat {
  return Object.hasOwn(reportFormats, word);
}
