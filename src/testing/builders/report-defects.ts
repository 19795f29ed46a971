import * as v from 'valibot';
import { visible } from '../../report/text/outside-text.js';
import type { ReportFormat } from '../../report/write/report-format.js';
import { ctrfSchema } from '../readers/ctrf-schema.js';
import { pageDefects, parseHtml } from '../readers/html-page.js';
import { commandsIn } from '../readers/log-commands.js';
import { markdownDefects, parseMarkdown } from '../readers/markdown-page.js';
import { terminalControls } from '../readers/terminal-controls.js';
import { parseXml, type ReadElement } from '../readers/xml-element.js';

/**
 * What makes a report malformed, or lets something in it do more than be read; nothing for a sound one. Each format
 * that there is has a judge here, and so has the terminal.
 */
export const reportDefects: Readonly<Record<ReportFormat | 'terminal', (text: string) => readonly string[]>> = {
  json: (text) => [...defectsOf(() => JSON.parse(text)), ...driving(text)],
  junit: (text) => [...defectsOf(() => parseXml(text)), ...driving(text.replaceAll('\t', ''))],
  html: (text) => [...pageDefects(text), ...driving(text)],
  markdown: (text) => [...markdownDefects(text), ...driving(text)],
  github: (text) => [...commandDefects(text), ...driving(text).filter((defect) => !ownAnnotation.test(defect))],
  ctrf: (text) => [...defectsOf(() => v.parse(ctrfSchema, JSON.parse(text))), ...driving(text)],
  terminal: (text) => driving(text),
};

/** What a reader of a report can find in it, as plain text. */
export const reportTexts: Readonly<Record<ReportFormat | 'terminal', (text: string) => string>> = {
  json: (text) => stringsOf(JSON.parse(text)).map(visible).join('\n'),
  junit: (text) => xmlTexts(parseXml(text)).join('\n'),
  html: (text) => parseHtml(text).text,
  markdown: (text) => parseMarkdown(text).text,
  github: (text) => unescaped(text),
  ctrf: (text) => stringsOf(JSON.parse(text)).map(visible).join('\n'),
  terminal: (text) => text,
};

/** Workflow commands are one a line; of GitHub's many, reports use these three, with these fields. */
const ownCommand = /^::(?:error|warning|notice) (?:file=[^,:]*,line=\d+,)?title=[^,:]*::.*$/;

const ownAnnotation = /^a command of GitHub: (?:error|warning|notice)$/;

function commandDefects(text: string): readonly string[] {
  const others = text.split('\n').filter((line) => line !== '' && !ownCommand.test(line));
  const references = (text.match(/%(?!25|0A|3A|2C).{0,2}/g) ?? []).map((reference) => `not escaped: ${reference}`);
  return [...others.map((line) => `another command: ${line.slice(0, 40)}`), ...references];
}

/** As the runner of GitHub reads data. */
function unescaped(text: string): string {
  const characters: Readonly<Record<string, string>> = { '%3A': ':', '%2C': ',', '%0A': '\n', '%25': '%' };
  return text.replace(/%(?:3A|2C|0A|25)/g, (reference) => characters[reference] ?? reference);
}

function defectsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
    return [];
  } catch (error) {
    return [`malformed: ${error}`];
  }
}

/** What drives a terminal, hides or turns text, and what a runner that reads the log would obey. */
const driving = (text: string): readonly string[] => [
  ...terminalControls(text).map(({ kind }) => `not shown but sent: ${kind}`),
  ...commandsIn(text).map(({ runner, name }) => `a command of ${runner}: ${name}`),
];

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(stringsOf) : [];
}

function xmlTexts({ attributes, text, children }: ReadElement): readonly string[] {
  return [...Object.values(attributes), text, ...children.flatMap(xmlTexts)];
}
