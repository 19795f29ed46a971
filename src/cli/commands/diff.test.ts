import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toJson } from '../../report/formats/json/json.js';
import { reportDocumentFixture, smallDocument } from '../../testing/builders/report-fixtures.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { withFolder } from '../../testing/suite/with-folder.js';

test('diff exits 0 for the same verdicts, 1 for others, 3 for what it cannot read', () =>
  withFolder(async (cwd) => {
    await writeFile(join(cwd, 'a.json'), toJson(reportDocumentFixture()));
    await writeFile(join(cwd, 'b.json'), toJson(smallDocument()));
    await writeFile(join(cwd, 'c.json'), '{}');
    const [same, other, asJson, unreadable] = await Promise.all(
      [
        ['a.json', 'a.json'],
        ['a.json', 'b.json'],
        ['a.json', 'b.json', '--json'],
        ['a.json', 'c.json'],
      ].map((args) => runCli(['diff', ...args], { cwd })),
    );
    expect([same!.exitCode, same!.stdout.trimEnd().split('\n').at(-1)]).toEqual([0, 'same verdicts, exit code 0']);
    expect([other!.exitCode, other!.stdout]).toEqual([
      1,
      expect.stringMatching(/\n1 worse\n {2}end-past-eof[\s\S]+\nverdicts differ, exit code 1\n$/),
    ]);
    expect([asJson!.exitCode, JSON.parse(asJson!.stdout).schema]).toEqual([1, 'oss-range-diff/1']);
    expect([unreadable!.exitCode, unreadable!.stderr]).toEqual([
      3,
      'error: c.json: this is not a JSON report\nhint: expected a report.json written by oss-range run, schema oss-range-report/1\n',
    ]);
  }));
