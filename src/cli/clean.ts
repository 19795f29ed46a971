import { Command } from 'commander';
import { exitCodes } from '../gate/exit-code.js';
import { visible } from '../report/visible.js';
import { resolveTarget } from '../target/resolve-target.js';
import { addPrefixOption, addTargetOptions, type TargetOptions } from './options.js';

interface CleanOptions extends TargetOptions {
  readonly prefix: string;
  readonly dryRun?: boolean;
}

/** `oss-range clean`: removes what interrupted runs left below the suite's own prefix, and nothing else. */
export function cleanCommand(): Command {
  const command = new Command('clean').description('remove what an interrupted run left below the suite’s prefix');
  return addPrefixOption(addTargetOptions(command))
    .option('--dry-run', 'only tell what would be removed')
    .addHelpText(
      'after',
      '\nExamples:\n  oss-range clean --endpoint http://127.0.0.1:9000 --bucket b --region cn-hangzhou --dry-run',
    )
    .action(async (options: CleanOptions) => {
      process.exitCode = await clean(options);
    });
}

async function clean(options: CleanOptions): Promise<number> {
  const target = resolveTarget(options, process.env);
  const [{ openAsker }, { findLeftovers }, { removeKeys }] = await Promise.all([
    import('../run/open-asker.js'),
    import('../run/clean-up.js'),
    import('../run/remove-key.js'),
  ]);
  const { ask, close } = openAsker(target, { concurrency: options.concurrency, timeoutMs: options.timeout });
  try {
    const { prefix } = options;
    const keys = await findLeftovers(target, ask, prefix);
    const remaining = options.dryRun ? keys : await removeKeys(ask, keys);
    const removed = keys.length - remaining.length;
    const text = [
      ...remaining.map((key) => `${options.dryRun ? 'would remove' : 'could not remove'} ${key}`),
      `${keys.length} found below ${prefix}, ${removed} removed`,
    ];
    process.stdout.write(`${text.map(visible).join('\n')}\n`);
    return options.dryRun || remaining.length === 0 ? exitCodes.conforms : exitCodes.inconclusive;
  } finally {
    await close();
  }
}
