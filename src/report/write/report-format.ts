import type { ReportDocument } from '../document/document.js';
import { toJson } from '../formats/json/json.js';
import { toJunit } from '../formats/junit/junit.js';
/** The path that means standard output. */
export const standardOutput = '-';

/** Every format a report can be written in; a new one is one entry here. Those that few ask for are loaded when they are. */
export const reportFormats = {
  json: { file: 'report.json', render: toJson },
  junit: { file: 'junit.xml', render: toJunit },
  html: { file: 'report.html', render: async (document) => (await import('../formats/html/html.js')).toHtml(document) },
  markdown: {
    file: 'report.md',
    render: async (document) => (await import('../formats/markdown/markdown.js')).toMarkdown(document),
  },
  // GitHub reads annotations from the output of a step and from nowhere else.
  github: {
    file: standardOutput,
    render: async (document) => (await import('../formats/github/github.js')).toGithub(document),
  },
  ctrf: { file: 'ctrf.json', render: async (document) => (await import('../formats/ctrf/ctrf.js')).toCtrf(document) },
} as const satisfies Record<string, FormatWriter>;

export type ReportFormat = keyof typeof reportFormats;

interface FormatWriter {
  /** Name of the file where none is given, or standard output. */
  readonly file: string;
  readonly render: (document: ReportDocument) => string | Promise<string>;
}

/** Whether a word names a format. */
export function isReportFormat(word: string): word is ReportFormat {
  return Object.hasOwn(reportFormats, word);
}
