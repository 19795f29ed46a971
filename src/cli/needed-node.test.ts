import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isSupported, neededNode } from './needed-node.js';

test('the needed version is the one that package.json asks for', async () => {
  const { engines } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(engines.node).toBe(`>=${neededNode}`);
});

test.each([
  ['18.20.8', false],
  ['20.0.0', false],
  ['20.9.9', false],
  ['20.18.0', false],
  ['20.18.1', true],
  ['20.18.10', true],
  ['20.20.2', true],
  ['21.0.0', true],
  ['22.23.3', true],
  ['24.0.0-nightly20250101', true],
  ['100.0.0', true],
])('%s: %j', (version, supported) => expect(isSupported(version)).toBe(supported));
