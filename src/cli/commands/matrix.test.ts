import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toJson } from '../../report/formats/json/json.js';
import { reportDocumentFixture, smallDocument } from '../../testing/builders/report-fixtures.js';
import { pageDefects } from '../../testing/readers/html-page.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { withFolder } from '../../testing/suite/with-folder.js';

test('matrix writes Markdown to standard output, or both forms to files; names come from the command line or the reports', () =>
  withFolder(async (cwd) => {
    await writeFile(join(cwd, 'a.json'), toJson(reportDocumentFixture()));
    await writeFile(join(cwd, 'b.json'), toJson(smallDocument()));
    const files = ['a.json', 'other 1.0=b.json'];
    const [printed, written, twice, missing] = await Promise.all([
      runCli(['matrix', ...files], { cwd }),
      runCli(['matrix', ...files, '--markdown', 'out/m.md', '--html', 'out/m.html', '--title', 'Two'], { cwd }),
      runCli(['matrix', 'a.json', 'b.json'], { cwd }),
      runCli(['matrix', 'a.json', 'c.json'], { cwd }),
    ]);
    expect([printed.exitCode, printed.stderr, written.exitCode, written.stdout]).toEqual([0, '', 0, '']);
    expect(printed.stdout).toMatch(
      /^# OSS range conformance, side by side\n[\s\S]+\| my-store \| conforms \|.+\n\| other 1\.0 \| violates \|/,
    );
    const [markdown, html] = await Promise.all(
      ['m.md', 'm.html'].map((name) => readFile(join(cwd, 'out', name), 'utf8')),
    );
    expect(markdown).toBe(printed.stdout.replace('OSS range conformance, side by side', 'Two'));
    expect([pageDefects(html!), html?.includes('<title>Two</title>')]).toEqual([[], true]);
    expect([twice.exitCode, twice.stderr]).toEqual([
      3,
      `error: two reports have a target named "my-store"\nhint: name them apart: 'NAME 1=a.json' 'NAME 2=b.json'\n`,
    ]);
    expect([missing.exitCode, missing.stderr]).toEqual([
      3,
      'error: c.json cannot be read: ENOENT\nhint: give the JSON report of a run, by default reports/report.json\n',
    ]);
  }));
