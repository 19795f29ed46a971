import { Command } from 'commander';
import { exitCodes } from '../gate/exit-code.js';
import { visible } from '../report/visible.js';
import type { Asker } from '../run/asker.js';
import type { Leftover } from '../run/clean-up.js';
import { SuiteError } from '../suite-error.js';
import { openTarget } from '../target/open-target.js';
import type { TargetFlags } from '../target/resolve-target.js';
import type { Target } from '../target/target.js';
import type { LeftJournal } from './journal-file.js';
import { addPrefixOption, addTargetOptions, durationMs, prefixOf, type TargetOptions } from './options.js';
import { refuseReadOnly, withProfileOptions } from './with-profile-options.js';

interface CleanOptions extends TargetOptions, Pick<TargetFlags, 'profile'> {
  readonly out: string;
  readonly olderThan?: number;
  readonly dryRun?: boolean;
}

/** `oss-range clean`: removes what interrupted runs left below the suite's own prefix, and nothing else. */
export function cleanCommand(): Command {
  const command = new Command('clean').description('remove what an interrupted run left below the suite’s prefix');
  return addPrefixOption(addTargetOptions(command))
    .option('--older-than <duration>', 'leave alone what is younger: 90s, 10m, 2h', durationMs)
    .option('--out <dir>', 'folder of reports, where a killed run leaves its journal', 'reports')
    .option('--dry-run', 'only tell what would be removed')
    .addHelpText(
      'after',
      '\nExamples:\n  oss-range clean --endpoint http://127.0.0.1:9000 --bucket b --region cn-hangzhou --dry-run',
    )
    .action(async (options: CleanOptions, command: Command) => {
      process.exitCode = await clean(await withProfileOptions(options, command));
    });
}

/** One thing to be removed. */
interface Doomed {
  readonly name: string;
  readonly remove: (ask: Asker) => Promise<boolean>;
}

async function clean(options: CleanOptions): Promise<number> {
  refuseReadOnly(options, 'clean removes objects');
  const target = await openTarget(options, process.env);
  const [{ openAsker }, { readJournals, removeJournal }] = await Promise.all([
    import('../run/open-asker.js'),
    import('./journal-file.js'),
  ]);
  const { ask, close } = openAsker(target, { concurrency: options.concurrency, timeoutMs: options.timeout });
  try {
    const { olderThan, dryRun, out } = options;
    const prefix = prefixOf(options);
    const before = olderThan === undefined ? Number.POSITIVE_INFINITY : Date.now() - olderThan;
    const journals = await readJournals(out, target, prefix, before);
    const { doomed, notices } = await find(target, ask, { prefix, before, journals });
    const removed = dryRun ? [] : await Promise.all(doomed.map(({ remove }) => remove(ask)));
    const remaining = doomed.filter((_, index) => removed[index] !== true);
    if (!dryRun && remaining.length === 0) await Promise.all(journals.map(removeJournal));
    const text = [
      ...notices,
      ...remaining.map(({ name }) => `${dryRun ? 'would remove' : 'could not remove'} ${name}`),
      `${doomed.length} found below ${prefix}, ${doomed.length - remaining.length} removed`,
    ];
    process.stdout.write(`${text.map(visible).join('\n')}\n`);
    return dryRun || remaining.length === 0 ? exitCodes.conforms : exitCodes.inconclusive;
  } finally {
    await close();
  }
}

interface Where {
  readonly prefix: string;
  readonly before: number;
  readonly journals: readonly LeftJournal[];
}

/**
 * All that is to be removed, by what the target lists, and where it may not be listed by what journals name.
 *
 * @throws SuiteError where the bucket cannot be listed and there is no journal either
 */
async function find(
  target: Target,
  ask: Asker,
  { prefix, before, journals }: Where,
): Promise<{ doomed: Doomed[]; notices: string[] }> {
  const [{ findLeftovers, findVersions, findUploads }, { removeKey, removeVersion, abortUpload }] = await Promise.all([
    import('../run/clean-up.js'),
    import('../run/remove-key.js'),
  ]);
  const object = (key: string): Doomed => ({ name: key, remove: (its) => removeKey(its, key) });
  const version = ({ key, id }: Leftover): Doomed => ({
    name: `${key} (version ${id})`,
    remove: (its) => removeVersion(its, key, id),
  });
  const upload = ({ key, id }: Leftover): Doomed => ({
    name: `${key} (upload ${id})`,
    remove: (its) => abortUpload(its, key, id),
  });
  const begun = journals.flatMap((journal) => journal.uploads);
  try {
    const keys = await findLeftovers(target, ask, prefix, before);
    const [hidden, open] = await Promise.all([findVersions(ask, prefix, before), findUploads(ask, prefix, before)]);
    const current = new Set(keys);
    // Of a key that is listed every version goes with it.
    const behind = hidden.filter(({ key }) => !current.has(key));
    const listed = new Set(open.map(({ id }) => id));
    const uploads = [...open, ...begun.filter(({ id }) => !listed.has(id))];
    return { doomed: [...keys.map(object), ...behind.map(version), ...uploads.map(upload)], notices: [] };
  } catch (error) {
    if (!(error instanceof SuiteError) || error.code !== 'endpoint-refused' || journals.length === 0) throw error;
    const keys = [...new Set(journals.flatMap((journal) => journal.keys))];
    const notice = `${error.message}; what ${journals.length === 1 ? 'a journal names' : `${journals.length} journals name`} is removed`;
    return { doomed: [...keys.map(object), ...begun.map(upload)], notices: [notice] };
  }
}
