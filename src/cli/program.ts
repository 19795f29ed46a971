import { Command } from 'commander';
import { tool } from '../tool.js';
import { cleanCommand } from './commands/clean.js';
import { deviationsCommand } from './commands/deviations.js';
import { diffCommand } from './commands/diff.js';
import { doctorCommand } from './commands/doctor.js';
import { judgeCommand } from './commands/judge.js';
import { listCommand } from './commands/list.js';
import { matrixCommand } from './commands/matrix.js';
import { probeCommand } from './commands/probe.js';
import { replayCommand } from './commands/replay.js';
import { runCommand } from './commands/run.js';
import { scoreCommand } from './commands/score.js';
import { serveCommand } from './commands/serve.js';
import { showCommand } from './commands/show.js';
import { refuseEmpty } from './options/refuse-empty.js';

/** The command line. Each command loads what it needs when it runs, so that `--help` stays quick. */
export function createProgram(): Command {
  const program = new Command('oss-range')
    .description('Does this storage answer HTTP range downloads the way Alibaba Cloud OSS does?')
    .version(tool.version)
    .exitOverride()
    .showSuggestionAfterError()
    .hook('preAction', (_, command) => refuseEmpty(command))
    .addHelpText(
      'after',
      `
Examples:
  oss-range run                                       the suite against the embedded endpoint (also: --embedded)
  oss-range run --endpoint http://127.0.0.1:9000 --bucket b --region cn-hangzhou
  oss-range show end-past-eof/from-the-middle         one case, its sources and its exact request
  oss-range probe bytes=500-2000 --size 1000          one range, compared with the specification
  oss-range run --client ali-oss                      what an SDK returns, compared with the wire
  oss-range replay reports/report.json                repeat what went wrong in a run

Exit codes: 0 conforms, 1 violates, 2 inconclusive, 3 usage or configuration, 4 a defect of this program.
Credentials: OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN. See --credentials for other sources.`,
    );
  const commands = [
    runCommand,
    listCommand,
    showCommand,
    probeCommand,
    replayCommand,
    judgeCommand,
    diffCommand,
    matrixCommand,
    deviationsCommand,
    doctorCommand,
    serveCommand,
    scoreCommand,
    cleanCommand,
  ];
  for (const command of commands) program.addCommand(command().exitOverride().showSuggestionAfterError());
  return program;
}
