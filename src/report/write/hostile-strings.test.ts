import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportDefects, reportTexts } from '../../testing/builders/report-defects.js';
import { withFolder } from '../../testing/suite/with-folder.js';
import { hostileDocument, hostileStrings } from '../../testing/wire/hostile-strings.js';
import type { ReportDocument } from '../document/document.js';
import { render } from '../formats/terminal/line.js';
import { summaryLines } from '../formats/terminal/summary.js';
import { visible } from '../text/outside-text.js';
import { reportFormatNames, reportFormats } from './report-format.js';

const formats = [...reportFormatNames, 'terminal'] as const;
type Format = (typeof formats)[number];

function rendered(document: ReportDocument, format: Format): string | Promise<string> {
  return format === 'terminal' ? render(summaryLines(document), false) : reportFormats[format].render(document);
}

const hostile = Object.entries(hostileStrings);
const plainly = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe.each(formats)('the %s report', (format) => {
  test.each(hostile)(
    'is well-formed and harmless where every string is %s, and the string is in it',
    async (_, text) => {
      const report = await rendered(hostileDocument(text), format);
      expect(reportDefects[format](report)).toEqual([]);
      expect(plainly(reportTexts[format](report))).toContain(plainly(visible(text)));
    },
  );
});

test('a string that is not escaped in an HTML report is found out, in text and in an attribute, unless it is harmless there', async () => {
  const report = await rendered(hostileDocument('Find'), 'html');
  const missed = (spoil: (text: string) => string): string[] =>
    hostile.filter(([, text]) => reportDefects.html(spoil(text)).length === 0).map(([name]) => name);
  const quotes = 'an attribute in single quotes left behind';
  expect({
    inText: missed((text) => report.replace(/>Find \d+</, () => `>${text}<`)),
    inAttributes: missed((text) => report.replace('id="Find-', () => `id="${text}`)),
  }).toEqual({
    inText: [quotes, 'a link that runs'],
    inAttributes: [
      'the end of CDATA, twice',
      'a script',
      quotes,
      'a way out of every element',
      'a link that runs',
      'markup of Markdown',
    ],
  });
});

test('a link that runs is found out', async () => {
  const report = await rendered(hostileDocument('Find'), 'html');
  const spoilt = report.replace('<footer>', '<footer><a href="javascript:alert(1)">x</a>');
  expect(reportDefects.html(spoilt)).toEqual(['link to javascript:alert(1)']);
});

const xmllint = spawnSync('xmllint', ['--version']).error === undefined;

test.skipIf(!xmllint)('a strict reader takes every JUnit report, and none where a string is not escaped', () =>
  withFolder(async (folder) => {
    const plain = await rendered(hostileDocument('Find'), 'junit');
    const at = plain.indexOf('Find', plain.indexOf('<failure'));
    const names: Record<'sound' | 'spoilt', string[]> = { sound: [], spoilt: [] };
    const write = async (kind: 'sound' | 'spoilt', text: string) => {
      const name = `${kind}-${names[kind].length}.xml`;
      names[kind].push(name);
      await writeFile(join(folder, name), text);
    };
    for (const [, text] of hostile) {
      await write('sound', await rendered(hostileDocument(text), 'junit'));
      // A file cannot hold half a character; what has none of these parts is fit for XML as it is.
      const unfit = ['<', '&', ']]>', '\0'].some((part) => text.includes(part));
      if (unfit) await write('spoilt', `${plain.slice(0, at)}${text}${plain.slice(at)}`);
    }
    const lint = (files: string[]) =>
      spawnSync('xmllint', ['--noout', '--nonet', ...files], { cwd: folder, encoding: 'utf8' });
    const [taken, refused] = [lint(names.sound), lint(names.spoilt)];
    expect([taken.status, taken.stderr, names.sound.length]).toEqual([0, '', hostile.length]);
    expect([names.spoilt.length, names.spoilt.filter((name) => !refused.stderr.includes(name))]).toEqual([8, []]);
  }),
);
