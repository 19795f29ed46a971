import { Command } from 'commander';
import { addReportOptions, addSpecsOption, type ReportOptions } from '../options/options.js';

interface JudgeOptions extends ReportOptions {
  readonly current?: boolean;
  readonly specs?: readonly string[];
  readonly strict?: boolean;
  readonly deviations?: string;
}

/** `oss-range judge RECORDING`: the verdicts of a run again, from what it recorded; nothing is sent. */
export function judgeCommand(): Command {
  const command = new Command('judge')
    .description('judge a recording again, offline')
    .argument('<recording>', 'file written by oss-range run --record FILE');
  return addReportOptions(addSpecsOption(command))
    .option('--current', 'use the claims of the current table, not the recorded ones (implied by --specs)')
    .option('--strict', 'also fail on violations of level expected (default: as in the recorded run)')
    .option(
      '--deviations <file>',
      'known deviations, which do not fail the run; maintain it with oss-range deviations update',
    )
    .addHelpText(
      'after',
      `
Exit codes are those of run. A truncated recording is judged as far as it goes, and never passes.

Examples:
  oss-range judge run.jsonl
  oss-range judge run.jsonl --current --strict
  oss-range judge run.jsonl --specs my-rows.yaml --report json=again.json`,
    )
    .action(async (file: string, options: JudgeOptions) => {
      process.exitCode = await judge(file, options);
    });
}

async function judge(file: string, options: JudgeOptions): Promise<number> {
  const [{ parseReportTargets }, { rejudge }, { openOutput, jsonFile }, { checkDistinct }, { named, reportFiles }] =
    await Promise.all([
      import('../../report/write/report-target.js'),
      import('../../run/rejudge/rejudge-recording.js'),
      import('../output/output.js'),
      import('../files/check-distinct.js'),
      import('../files/named-files.js'),
    ]);
  const reports = parseReportTargets(options.report ?? [], options.out);
  await checkDistinct(reportFiles(reports, process.env), [
    ...named('the recording', file),
    ...(options.specs ?? []).flatMap((path) => named('--specs', path)),
    ...named('--deviations', options.deviations),
  ]);
  const document = await rejudge(file, { ...options, reportFile: jsonFile(reports) });
  const output = openOutput(reports);
  output.heading(`Recording of ${document.target.name}, ${document.run.startedAt}: ${file}, judged offline`);
  output.event({ kind: 'run-finished', document });
  return output.finish(document);
}
