import { Command } from 'commander';
import { exitCodes } from '../../gate/exit-code.js';
import { print } from '../output/print.js';

/** `oss-range diff BEFORE AFTER`: what is not as it was. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('compare two runs')
    .argument('<before>', 'JSON report of a run')
    .argument('<after>', 'JSON report of a later run')
    .option('--json', 'print one JSON document instead of text')
    .addHelpText(
      'after',
      `
Lists what got worse, what got better, changed answers, and what only one report contains. Exits 0 if both contain the same checks
and properties with the same verdicts, else 1.

Examples:
  oss-range diff main/report.json reports/report.json
  oss-range diff main/report.json reports/report.json --json`,
    )
    .action(async (before: string, after: string, options: { readonly json?: boolean }) => {
      process.exitCode = await diff(before, after, options.json ?? false);
    });
}

async function diff(before: string, after: string, asJson: boolean): Promise<number> {
  const [{ readDocumentFile }, { compareRuns }, { compareRunsText }, { escapedJson }] = await Promise.all([
    import('../files/report-file.js'),
    import('../../report/comparison/compare-runs.js'),
    import('../../report/comparison/compare-runs-text.js'),
    import('../../report/text/outside-text.js'),
  ]);
  const difference = compareRuns(await readDocumentFile(before), await readDocumentFile(after));
  print('stdout', asJson ? escapedJson(difference) : compareRunsText(difference));
  return difference.sameVerdicts ? exitCodes.conforms : exitCodes.violates;
}
