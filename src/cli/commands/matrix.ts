import { Command } from 'commander';
import type { NamedReport } from '../../report/comparison/matrix.js';
import { SuiteError } from '../../suite-error.js';
import { writeFileOrOutput } from '../files/write-file.js';

interface MatrixOptions {
  readonly markdown?: string;
  readonly html?: string;
  readonly title: string;
}

/** `oss-range matrix REPORT...`: several targets side by side. */
export function matrixCommand(): Command {
  return new Command('matrix')
    .description('compare the reports of several targets side by side')
    .argument('<report...>', 'JSON reports of runs; NAME=FILE renames a target')
    .option('--markdown <file>', 'write Markdown to this file; - is standard output (default if neither is given)')
    .option('--html <file>', 'write one HTML page to this file; - is standard output')
    .option('--title <text>', 'page title', 'OSS range conformance, side by side')
    .addHelpText(
      'after',
      `
Shows one row of totals for each target, what explains its answers best, topics by target, and every check that targets answer differently.

Examples:
  oss-range matrix one/report.json two/report.json
  oss-range matrix 'nginx 1.22=nginx.json' 'swift 2.30=swift.json' --markdown matrix.md --html matrix.html`,
    )
    .action(matrix);
}

async function matrix(specs: readonly string[], { markdown, html, title }: MatrixOptions): Promise<void> {
  const [{ checkOutputs }, { named }] = await Promise.all([
    import('../files/check-outputs.js'),
    import('../files/named-files.js'),
  ]);
  await checkOutputs(
    [...named('--markdown', markdown), ...named('--html', html)],
    specs.flatMap((spec) => named('a report', nameAndFile(spec).file)),
  );
  const reports = await readReports(specs);
  if (markdown !== undefined || html === undefined) {
    const { matrixMarkdown } = await import('../../report/comparison/matrix-markdown.js');
    await writeFileOrOutput(markdown ?? '-', matrixMarkdown(reports, title));
  }
  if (html !== undefined) {
    const { matrixHtml } = await import('../../report/comparison/matrix-html.js');
    await writeFileOrOutput(html, matrixHtml(reports, title));
  }
}

async function readReports(specs: readonly string[]): Promise<readonly NamedReport[]> {
  const { readDocumentFile } = await import('../files/report-file.js');
  const reports = await Promise.all(
    specs.map(async (spec) => {
      const { name, file } = nameAndFile(spec);
      const document = await readDocumentFile(file);
      return { name: name ?? document.target.name, document };
    }),
  );
  const names = reports.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return reports;
  throw new SuiteError('usage', `two reports have a target named ${JSON.stringify(twice)}`, {
    hint: `name them apart: ${specs.map((spec, index) => `'NAME ${index + 1}=${nameAndFile(spec).file}'`).join(' ')}`,
  });
}

/** A name holds no slash, so that a path may hold an equals sign. */
function nameAndFile(spec: string): { readonly name: string | null; readonly file: string } {
  const [, name = '', file = ''] = /^([^/=]+)=(.+)$/.exec(spec) ?? [];
  return file === '' ? { name: null, file: spec } : { name, file };
}
