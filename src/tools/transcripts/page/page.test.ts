import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readTable } from '../../../spec/read/read-table.js';
import { parseMarkdown } from '../../../testing/readers/markdown-page.js';
import { holdTranscripts } from '../hold-transcripts.js';
import { readTranscripts } from '../read-transcripts.js';
import { transcriptsPage } from './page.js';

const table = await readTable();
const transcripts = await readTranscripts();
const page = await readFile(new URL('../../../../reports/published/transcripts.md', import.meta.url), 'utf8');

test('the page is what `npm run transcripts` writes now', () => {
  expect(transcriptsPage(holdTranscripts(transcripts, { table }), table)).toBe(page);
});

test('every answer stands on the page, and each line of a table has as many cells as its head', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| '));
  const names = rows.map((line) => /^\| \[?([a-z0-9-]+)/.exec(line)?.[1]);
  expect(transcripts.map(({ id }) => id).filter((id) => !names.includes(id))).toEqual([]);
  const tables = page
    .trimEnd()
    .split('\n\n')
    .filter((block) => block.startsWith('| '));
  const widths = tables.map((block) => block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length));
  expect(widths.filter((all) => new Set(all).size > 1)).toEqual([]);
  expect(tables).toHaveLength(7);
});

test('its links lead to addresses of publications and to parts of the page', () => {
  const { elements } = parseMarkdown(page);
  const targets = elements.filter(({ name }) => name === 'a').map(({ attributes }) => attributes.href ?? '');
  const headings = page
    .split('\n')
    .flatMap((line) => /^## (.*)$/.exec(line)?.[1]?.toLowerCase().replaceAll(' ', '-') ?? []);
  const own = targets.filter((href) => href.startsWith('#')).map((href) => href.slice(1));
  expect(own.filter((anchor) => !headings.includes(anchor))).toEqual([]);
  expect(targets.filter((href) => !/^(?:https:\/\/|#|\.\.\/\.\.\/)/.test(href))).toEqual([]);
});
