import type { ReportFormat } from '../report/report-format.js';
import { visible } from '../report/visible.js';
import { pageDefects, parseHtml } from './html-page.js';
import { parseXml, type XmlElement } from './xml-element.js';

/**
 * What makes a report malformed, or lets something in it do more than be read; nothing for a sound one. Each format
 * that there is has a judge here, and so has the terminal.
 */
export const reportDefects: Readonly<Record<ReportFormat | 'terminal', (text: string) => readonly string[]>> = {
  json: (text) => [...defectsOf(() => JSON.parse(text)), ...driving(text)],
  junit: (text) => [...defectsOf(() => parseXml(text)), ...driving(text, /(?![\n\r\t])[\p{Cc}\p{Cs}]/u)],
  html: (text) => [...pageDefects(text), ...driving(text)],
  terminal: (text) => driving(text),
};

/** What a reader of a report can find in it, as plain text. */
export const reportTexts: Readonly<Record<ReportFormat | 'terminal', (text: string) => string>> = {
  json: (text) => stringsOf(JSON.parse(text)).map(visible).join('\n'),
  junit: (text) => xmlTexts(parseXml(text)).join('\n'),
  html: (text) => parseHtml(text).text,
  terminal: (text) => text,
};

function defectsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
    return [];
  } catch (error) {
    return [`malformed: ${error}`];
  }
}

/** Everything that drives a terminal, hides or turns text, but for the line feeds of the layout. */
function driving(text: string, pattern = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u): readonly string[] {
  const at = text.search(pattern);
  return at < 0 ? [] : [`not shown but sent: ${JSON.stringify(text.slice(at, at + 10))}`];
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(stringsOf) : [];
}

function xmlTexts({ attributes, text, children }: XmlElement): readonly string[] {
  return [...Object.values(attributes), text, ...children.flatMap(xmlTexts)];
}
