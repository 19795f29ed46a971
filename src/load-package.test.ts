import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('what is loaded in place of an import is named in the call, where the check of import boundaries sees it', async () => {
  const files = (await readdir('src', { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const calls = await Promise.all(
    files.map(
      async (name) => (await readFile(join('src', name), 'utf8')).match(/\bloadPackage(?:<[^<>]*>)?\([^)]*\)/g) ?? [],
    ),
  );
  const found = calls.flat().filter((call) => !call.includes(': Name'));
  expect(found.length).toBeGreaterThan(4);
  expect(found.filter((call) => !/^loadPackage\('[^']+'\)$/.test(call))).toEqual([]);
});
