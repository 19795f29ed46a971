import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

/** What makes, replaces or fills a file, as it is called: `open(` stands for `openSync(` and for that of a promise. */
const writing =
  /\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|rename|renameSync|copyFile|copyFileSync|cp|cpSync|symlink|symlinkSync|link|linkSync|truncate|truncateSync|openSync)\(|(?<![.\w])open\(/g;

/** Every source that writes files otherwise than through the one writer, and why it may. */
const exceptions: Readonly<Record<string, string>> = {
  'report/write/write-whole.ts': 'the one writer',
  'spec/read/input-file.ts': 'opens to read',
  'spec/read/write-compiled-table.ts': 'the build makes a file of the package',
  'cli/files/journal-file.ts': 'a journal grows line by line, before each request',
  'cli/files/journal-index.ts': 'a note in a private folder of this user',
  'cli/output/step-summary.ts': 'tries whether the summary can be opened, and writes nothing',
  'tools/real-clients/session.ts': 'a temporary folder of its own',
  'tools/endpoints/programs/own-process.ts': 'a log in a temporary folder of its own',
  'tools/endpoints/site.ts': 'a temporary folder of its own',
  'tools/endpoints/install-packages.ts': 'the folder of installed packages',
  'tools/endpoints/pages/publish.ts': 'a temporary folder of its own',
};

function writers(): string[] {
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file) && !file.startsWith('testing/'),
  );
  return sources.filter((file) => callsOf(readFileSync(`${root}${file}`, 'utf8')).length > 0).sort();
}

/** Only those of the file system: a function of one's own may have such a name. */
function callsOf(text: string): string[] {
  if (!/from 'node:fs(?:\/promises)?'/.test(text)) return [];
  return [...text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').matchAll(writing)].map(([call]) => call);
}

test('no source writes files beside the one writer', () => {
  expect(writers()).toEqual(Object.keys(exceptions).sort());
});

test.each([
  "import { writeFile } from 'node:fs/promises';\nawait writeFile(path, text);",
  "import { open } from 'node:fs/promises';\nconst file = await open(path, 'w');",
  "import { renameSync } from 'node:fs';\nrenameSync(one, other);",
  "import fs from 'node:fs';\nfs.createWriteStream(path);",
])('a source that does is found: %s', (text) => {
  expect(callsOf(text)).toHaveLength(1);
});
