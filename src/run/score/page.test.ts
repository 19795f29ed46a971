import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { controls } from '../../reference/faults/controls.js';
import { faults } from '../../reference/faults/faults.js';
import { readTable } from '../../spec/read/read-table.js';
import { publishedFaults } from '../../testing/readers/published-faults.js';
import { faultCells, faultsPage } from './page.js';
import { scoreOf } from './score.js';

const published = readFileSync(new URL('../../../reports/published/faults.md', import.meta.url), 'utf8');

test('the published page has every fault as the endpoint has it; npm run score writes it', () => {
  expect(publishedFaults().map(({ cells }) => cells)).toEqual(faults.map(faultCells));
});

test('the published page has every control as the endpoint has it', () => {
  const sectionOf = (page: string): string => page.slice(page.indexOf('## Controls'));
  expect(sectionOf(published)).toBe(sectionOf(faultsPage(scoreOf([], [], 0))));
  expect(sectionOf(published).split('\n').length).toBeGreaterThan(controls.length);
});

test('the published page names for every fault what catches it, and nothing that is no row or property', async () => {
  const { cases } = await readTable();
  const ids = new Set(cases.map(({ id }) => id));
  expect(publishedFaults().filter(({ caughtBy }) => caughtBy.length === 0)).toEqual([]);
  const unknown = publishedFaults()
    .flatMap(({ caughtBy }) => caughtBy)
    .filter((id) => !ids.has(id) && !id.startsWith('property/'));
  expect(unknown).toEqual([]);
});
