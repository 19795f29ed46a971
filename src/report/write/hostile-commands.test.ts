import { expect, test } from 'vitest';
import { reportDefects, reportTexts } from '../../testing/builders/report-defects.js';
import { commandsIn } from '../../testing/readers/log-commands.js';
import { terminalControls } from '../../testing/readers/terminal-controls.js';
import { allHostileStrings } from '../../testing/wire/hostile-commands.js';
import { hostileDocument } from '../../testing/wire/hostile-strings.js';
import type { ReportDocument } from '../document/document.js';
import { render } from '../formats/terminal/line.js';
import { summaryLines } from '../formats/terminal/summary.js';
import { visible } from '../text/outside-text.js';
import { type ReportFormat, reportFormatNames, reportFormats } from './report-format.js';

type Format = ReportFormat | 'terminal';

const rendered = (document: ReportDocument, format: Format): string | Promise<string> =>
  format === 'terminal' ? render(summaryLines(document), false) : reportFormats[format].render(document);

test('there are two hundred hostile strings, and the readers find something in nearly all of them', () => {
  expect(new Set(allHostileStrings).size).toBe(200);
  const found = allHostileStrings.filter((text) => commandsIn(text).length + terminalControls(text).length > 0);
  expect(found.length).toBeGreaterThan(180);
});

test('each string is shown whole and does nothing, on a terminal and in a log', () => {
  for (const text of allHostileStrings) {
    const shown = visible(text);
    expect([text, commandsIn(shown), terminalControls(shown)]).toEqual([text, [], []]);
    expect(commandsIn(`a: ${shown}\n${shown}`)).toEqual([]);
    // Letters and digits stay as they are.
    const words = (one: string): string[] => one.slice(0, 100).match(/[a-z]{4,}/g) ?? [];
    expect(words(shown.replace(/\\(?:x..|u\{\w+\}|u....|[nrt])/g, ' '))).toEqual(expect.arrayContaining(words(text)));
  }
});

const cheap = ['terminal', 'github', 'ctrf', 'markdown', 'json'] as const;

/** One of these in each field takes megabytes a report. */
const short = allHostileStrings.filter((text) => text.length < 1_000);

test.each(cheap)(
  'the %s report does nothing, whichever string is in all its fields',
  { timeout: 60_000 },
  async (format) => {
    const harmful: string[] = [];
    for (const text of short) {
      const report = await rendered(hostileDocument(text), format);
      const did = [...terminalControls(report).map(({ kind }) => kind), ...strange(report, format)];
      if (did.length > 0) harmful.push(`${JSON.stringify(text)}: ${did[0]}`);
    }
    expect(harmful).toEqual([]);
  },
);

/** Commands that are not the annotations of the report itself. */
const strange = (report: string, format: Format): string[] =>
  commandsIn(report)
    .filter(({ name }) => format !== 'github' || !['error', 'warning', 'notice'].includes(name))
    .map(({ runner, name }) => `${runner}: ${name}`);

/** Documents of which each field holds another string, so that a field meets one of each kind. */
const mixes = Array.from({ length: 6 }, (_, round) =>
  hostileDocument((number) => allHostileStrings[(number + round * 34) % allHostileStrings.length]!),
);

test.each([...reportFormatNames, 'terminal'] as const)(
  'the %s report with another string in each field is well-formed for its reader, and does nothing',
  { timeout: 60_000 },
  async (format) => {
    for (const document of mixes) {
      const report = await rendered(document, format);
      expect(reportDefects[format](report).slice(0, 3)).toEqual([]);
      expect(reportTexts[format](report)).toMatch(/stop-commands|task\.complete|buildStop|publishArtifacts/);
    }
  },
);
