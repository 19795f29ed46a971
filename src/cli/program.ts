import { Command } from 'commander';
import { tool } from '../tool.js';
import { refuseEmpty } from './options/refuse-empty.js';
import { printText } from './output/print.js';

/** Every command, in the order of `--help`. Each is a module of its own, loaded where it is needed. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./commands/run.js')).runCommand(),
  list: async () => (await import('./commands/list.js')).listCommand(),
  show: async () => (await import('./commands/show.js')).showCommand(),
  probe: async () => (await import('./commands/probe.js')).probeCommand(),
  replay: async () => (await import('./commands/replay.js')).replayCommand(),
  judge: async () => (await import('./commands/judge.js')).judgeCommand(),
  diff: async () => (await import('./commands/diff.js')).diffCommand(),
  matrix: async () => (await import('./commands/matrix.js')).matrixCommand(),
  deviations: async () => (await import('./commands/deviations.js')).deviationsCommand(),
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand(),
  serve: async () => (await import('./commands/serve.js')).serveCommand(),
  score: async () => (await import('./commands/score.js')).scoreCommand(),
  clean: async () => (await import('./commands/clean.js')).cleanCommand(),
};

/**
 * The command line, with the one command that the arguments name; with all of them where they name none, for `--help` and
 * for suggestions.
 *
 * @param args what stands behind the name of the program
 */
export async function createProgram(args: readonly string[]): Promise<Command> {
  const program = strict(new Command('oss-range'))
    .description('Does this storage answer HTTP range downloads the way Alibaba Cloud OSS does?')
    .version(tool.version)
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
  const [named = ''] = args;
  const chosen = Object.hasOwn(commands, named) ? [commands[named]!] : Object.values(commands);
  for (const load of chosen) program.addCommand(strict(await load()));
  return program;
}

/** A command that never ends the process itself, suggests what was meant, and prints what it quotes of its arguments safely. */
function strict(command: Command): Command {
  command.commands.forEach(strict);
  return command
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => printText('stdout', text),
      writeErr: (text) => printText('stderr', text),
    });
}
