import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, printSync } from '@swc/core';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The printer, and the file that tells an old Node so: it can load nothing else, and prints two versions. */
const printers = ['src/cli/main.ts', 'src/cli/output/print.ts'];

/** What reaches a standard stream: by its name, by an index, or by its descriptor. */
const prints =
  /\bprocess\s*(?:\?\.|\.)\s*(?:stdout|stderr)\b|\bprocess\s*\[|\bconsole\s*\.\s*\w+\s*\(|\b(?:write|writeFile|writev|append\w*)Sync\(\s*[12]\b|\{[^}]*\b(?:stdout|stderr)\b[^}]*\}\s*=\s*process\b/;

/** Comments name streams too. */
const withoutComments = (text: string): string =>
  printSync(parseSync(text, { syntax: 'typescript', comments: false }), { jsc: { target: 'es2022' } }).code;

test('only one module of what is shipped knows the standard streams', async () => {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], { cwd: root });
  const shipped = listed
    .toString()
    .split('\n')
    .filter((file) => /\.ts$/.test(file) && !/\.(test|bench|config)\.ts$/.test(file))
    .filter((file) => !/^src\/(testing|tools)\//.test(file));
  const printing: string[] = [];
  for (const file of shipped) {
    const text = await readFile(join(root, file), 'utf8').catch(() => '');
    if (prints.test(text) && prints.test(withoutComments(text))) printing.push(file);
  }
  expect(printing.sort()).toEqual(printers);
});

test.each([
  `process.stdout.write('x')`,
  `const { stderr } = process;`,
  `process['stdout'].write('x')`,
  `console.log('x')`,
  `writeSync(2, 'x')`,
  `appendFileSync(1, 'x')`,
])('%s is found', (line) => {
  expect(prints.test(withoutComments(line))).toBe(true);
});
