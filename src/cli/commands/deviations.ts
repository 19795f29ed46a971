import { Command } from 'commander';
import { addSpecsOption } from '../options/options.js';
import { printText } from '../output/print.js';

interface UpdateOptions {
  readonly deviations: string;
  readonly reason?: string;
  readonly specs?: readonly string[];
}

const examples = `
Examples:
  oss-range deviations update reports/report.json --deviations known-deviations.yaml --reason 'cuts as S3 does, TICKET-12'
  oss-range run --deviations known-deviations.yaml`;

/** `oss-range deviations`: the list of violations that are accepted. */
export function deviationsCommand(): Command {
  return new Command('deviations')
    .description('work with the list of known deviations')
    .addHelpText('after', examples)
    .addCommand(updateCommand());
}

function updateCommand(): Command {
  const command = new Command('update')
    .description('update a list of known deviations from a report')
    .argument('<report>', 'JSON report of a run')
    .requiredOption('--deviations <file>', 'list to update; created if missing')
    .option('--reason <text>', 'why the added deviations are accepted');
  return addSpecsOption(command)
    .addHelpText(
      'after',
      `
Adds unlisted violations that decide the exit code, removes entries that no longer occur, and updates changed symptoms. Reasons,
tickets, expiry dates and comments are kept. Entries that the report does not cover are left unchanged.
${examples}`,
    )
    .action(update);
}

async function update(report: string, { deviations, reason, specs = [] }: UpdateOptions): Promise<void> {
  const [{ checkOutputs }, { named }] = await Promise.all([
    import('../files/check-outputs.js'),
    import('../files/named-files.js'),
  ]);
  await checkOutputs(named('--deviations', deviations), [
    ...named('the report', report),
    ...specs.flatMap((path) => named('--specs', path)),
  ]);
  const [{ readReportFile }, { readTable }, { catalogueOf }, { updateDeviationFile }, { changeLines }, { visible }] =
    await Promise.all([
      import('../files/report-file.js'),
      import('../../spec/read/read-table.js'),
      import('../../gate/deviations/catalogue.js'),
      import('../../gate/deviations/file/update-deviation-file.js'),
      import('../../gate/deviations/file/change-lines.js'),
      import('../../report/text/outside-text.js'),
    ]);
  const [read, table] = await Promise.all([readReportFile(report), readTable({ extraFiles: specs })]);
  const done = await updateDeviationFile(deviations, read, catalogueOf(table), reason);
  printText('stdout', `${changeLines(deviations, done).map(visible).join('\n')}\n`);
}
