import type { ReportDocument } from '../document/document.js';
import type { Printable } from '../text/outside-text.js';

/** The path that means standard output. */
export const standardOutput = '-';

/**
 * Every format that a report can be written in. Help, errors and tests read this list, so a new format is one entry
 * here. A writer is loaded only when its format is asked for.
 */
export const reportFormats = {
  json: { file: 'report.json', render: async (document) => (await import('../formats/json/json.js')).toJson(document) },
  junit: {
    file: 'junit.xml',
    render: async (document) => (await import('../formats/junit/junit.js')).toJunit(document),
  },
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

/** The names of the formats, in the order in which help and errors list them. */
export const reportFormatNames = Object.keys(reportFormats) as readonly ReportFormat[];

/** What is written where no format is chosen. */
export const defaultReportFormats: readonly ReportFormat[] = ['json', 'junit'];

interface FormatWriter {
  /** Name of the file where none is given, or standard output. */
  readonly file: string;
  readonly render: (document: ReportDocument) => Promise<Printable>;
}

/** Whether a word names a format. */
export function isReportFormat(word: string): word is ReportFormat {
  return Object.hasOwn(reportFormats, word);
}
