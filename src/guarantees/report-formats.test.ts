import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  defaultReportFormats,
  reportFormatNames,
  reportFormats,
  standardOutput,
} from '../report/write/report-format.js';
import { reportDefects } from '../testing/builders/report-defects.js';
import { helpOption } from '../testing/readers/help-option.js';
import { runCli } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

describe.concurrent('every report format', { timeout: 30_000 }, () => {
  test.each(['run', 'judge'])('is listed in the help of %s', async (command) => {
    const { stdout } = await runCli([command, '--help']);
    expect(helpOption(stdout, '--report ')).toBe(
      `--report <format[=path]> ${reportFormatNames.join(', ')}; - is standard output (default: ${defaultReportFormats.join(' and ')}, into --out)`,
    );
  });

  test('is written sound, where its entry says or where it is told to', ({ expect }) =>
    withFolder(async (folder) => {
      const files = reportFormatNames.map((format) => {
        const { file } = reportFormats[format];
        return file === standardOutput
          ? { format, name: format, path: `=${join(folder, format)}` }
          : { format, name: file, path: '' };
      });
      const chosen = files.flatMap(({ format, path }) => ['--report', `${format}${path}`]);
      const run = await runCli(['run', '--case', 'end-past-eof', '--runs', '0', '--out', folder, ...chosen]);
      expect([run.exitCode, run.stderr.includes('error:')]).toEqual([0, false]);
      expect((await readdir(folder)).sort()).toEqual(files.map(({ name }) => name).sort());
      for (const { format, name } of files) {
        expect([format, reportDefects[format](await readFile(join(folder, name), 'utf8'))]).toEqual([format, []]);
      }
    }));
});
