import { Command } from 'commander';
import type { Target } from '../../driver/target/target.js';
import type { TargetFlags } from '../../driver/target/target-flags.js';
import type { ReportDocument } from '../../report/document/document.js';
import type { OpenClient } from '../../run/client/open-client.js';
import { ownClients } from '../../run/client/own-clients.js';
import type { OpenTarget } from '../../run/embedded/embedded-target.js';
import type { StoredObject } from '../../run/objects/stored-objects.js';
import { defaultSettings } from '../../run/plan/defaults.js';
import { protocolOf } from '../../spec/model/auth-scheme.js';
import { SuiteError } from '../../suite-error.js';
import type { JournalFile } from '../files/journal-file.js';
import type { RecordingFile } from '../files/recording-file.js';
import type { RowFile } from '../files/row-file.js';
import {
  addEmbeddedOption,
  addPrefixOption,
  addPropertyOptions,
  addReportOptions,
  addSelectionOptions,
  addTargetOptions,
  chosenBehaviours,
  collect,
  durationMs,
  type ReportOptions,
  type SelectionOptions,
  type TargetOptions,
  wholeNumberOption,
} from '../options/options.js';
import { withProfileOptions } from '../options/with-profile-options.js';
import { printText } from '../output/print.js';
import { removing, stopSignal } from '../output/stop-signal.js';

interface RunOptions extends TargetOptions, SelectionOptions, ReportOptions, Pick<TargetFlags, 'profile'> {
  readonly runs: number;
  readonly seed?: number;
  readonly strict?: boolean;
  readonly createBucket?: boolean;
  readonly exhaustive?: number;
  readonly budget?: number;
  readonly record?: string;
  readonly addRow?: string;
  readonly object?: string;
  readonly large?: boolean;
  readonly deviations?: string;
  readonly client?: readonly string[];
  readonly strictClient?: boolean;
}

const { embeddedConcurrency } = defaultSettings;
const clientNames = ownClients.join(', ');

/** In bytes; 64 make a hundred thousand requests under each behaviour. */
const largestExhaustive = 64;

/** `oss-range run`: the suite, table and properties, against one target. */
export function runCommand(): Command {
  const command = new Command('run').description('run the suite: table and properties, both behaviours');
  addReportOptions(
    addPrefixOption(addPropertyOptions(addSelectionOptions(addEmbeddedOption(addTargetOptions(command))))),
  )
    .option(
      '--exhaustive <n>',
      'also send every range on every object of up to n bytes',
      wholeNumberOption(1, largestExhaustive),
    )
    .option('--budget <duration>', 'keep drawing property inputs for this long: 90s, 10m, 2h', durationMs)
    .option('--large', 'also test an object over 4 GiB, built from copies of a 16 MiB part')
    .option('--object <key>', 'test only this existing object; write nothing')
    .option('--strict', 'also fail on violations of level expected')
    .option('--create-bucket', 'create the bucket first')
    .option('--record <file>', 'record every judged exchange, redacted, for oss-range judge FILE')
    .option(
      '--deviations <file>',
      'known deviations, which do not fail the run; maintain it with oss-range deviations update',
    )
    .option('--client <name>', `also read through ${clientNames}, or a client module (repeatable)`, collect)
    .option('--strict-client', 'also fail the run on client findings')
    .option('--add-row <file>', 'append counterexamples of violated properties to this row file')
    .addHelpText(
      'after',
      `
Examples:
  oss-range run
  oss-range run --endpoint http://127.0.0.1:9000 --bucket conformance --region cn-hangzhou --addressing path
  oss-range run --endpoint http://127.0.0.1:9000 --bucket conformance --auth aws-v4
  oss-range run --endpoint https://oss-cn-hangzhou.aliyuncs.com --bucket my-bucket --auth oss-v4-presigned
  oss-range run --case end-past-eof --behaviour standard
  oss-range run --case 'property/*' --runs 1000 --seed 7
  oss-range run --exhaustive 12 --budget 10m
  oss-range run --report json=out.json --report junit=-
  oss-range run --report json --report html --report github
  oss-range run --record run.jsonl
  oss-range run --deviations known-deviations.yaml
  oss-range run --target my-store.yaml
  oss-range run --client ali-oss --client fetch --case end-past-eof
  oss-range run --client ./my-client.mjs --strict-client --behaviour standard
  oss-range run --endpoint https://mirror.example.com --addressing cname --auth anonymous --object pub/file.iso
  oss-range run --case 'property/*' --add-row my-rows.yaml`,
    )
    .action(async (existingObject: RunOptions) => {
      const options = await withProfileOptions(existingObject, command);
      const isChosen = (option: string): boolean => command.getOptionValueSource(option) !== 'default';
      process.exitCode = await run({
        ...options,
        drawsAreChosen: isChosen('runs'),
        concurrencyIsChosen: isChosen('concurrency'),
      });
    });
  return command;
}

/** Which options were set, where the default depends on the target. */
interface Chosen {
  readonly drawsAreChosen: boolean;
  readonly concurrencyIsChosen: boolean;
}

async function run(options: RunOptions & Chosen): Promise<number> {
  const { parseReportTargets } = await import('../../report/write/report-target.js');
  const reports = parseReportTargets(options.report ?? [], options.out);
  // The embedded endpoint starts on its own thread while this one loads the rest.
  const { targetOf } = await import('../../run/embedded/target-or-embedded.js');
  refuseToWrite(options);
  if (options.strictClient && options.client === undefined) {
    throw new SuiteError('usage', '--strict-client needs --client', {
      hint: `name one, as in --client ${ownClients[0]}`,
    });
  }
  const [{ checkFile }, { checkDistinct }, { named, reportFiles, targetFiles }] = await Promise.all([
    import('../files/check-file.js'),
    import('../files/check-distinct.js'),
    import('../files/named-files.js'),
  ]);
  const modules = (options.client ?? []).filter((name) => !ownClients.some((own) => own === name));
  await checkDistinct(
    [...reportFiles(reports, process.env), ...named('--record', options.record), ...named('--add-row', options.addRow)],
    [
      ...(options.specs ?? []).filter((path) => path !== options.addRow).flatMap((path) => named('--specs', path)),
      ...named('--deviations', options.deviations),
      ...modules.flatMap((path) => named('--client', path)),
      ...targetFiles(options, process.env),
    ],
  );
  await checkFile('--record FILE', options.record);
  const rows = options.addRow === undefined ? undefined : await openRows(options.addRow, options.specs);
  const opening = targetOf(options, process.env);
  opening.catch(() => {}); // Awaited once the plan is made; until then its error is no unhandled one.
  let journal: JournalFile | undefined;
  const { signal, release } = stopSignal({ stopping: removing, journal: () => journal?.contents() ?? null });
  const clients: OpenClient[] = [];
  try {
    const { planSuite } = await import('../../run/suite-settings.js');
    const existingObject =
      options.object === undefined ? undefined : await readObject(options.object, options, await opening);
    const suite = await planSuite(
      {
        ...options,
        // The right number for an existing object depends on its size.
        ...(existingObject && !options.drawsAreChosen ? { runs: undefined } : {}),
        behaviours: chosenBehaviours(options.behaviour),
        cases: options.case ?? [],
        timeoutMs: options.timeout,
        ...(options.budget === undefined ? {} : { budgetMs: options.budget }),
      },
      existingObject?.content,
    );
    const [{ runSuite }, { openOutput, jsonFile }] = await Promise.all([
      import('../../run/run-suite.js'),
      import('../output/output.js'),
    ]);
    const output = openOutput(reports);
    const evidence = suite.table.evidence;
    const opened = await opening;
    clients.push(...(await openClients(options.client ?? [], opened.target)));
    const recording = options.record === undefined ? undefined : await openRecording(options.record);
    journal = existingObject
      ? undefined
      : await (await import('../files/journal-file.js')).openJournal(opened, options.out, suite.prefix);
    let document: ReportDocument;
    try {
      document = await runSuite({
        ...suite,
        ...opened,
        ...(opened.embedded && !options.concurrencyIsChosen ? { concurrency: embeddedConcurrency } : {}),
        existingObject,
        journal,
        signal,
        reportFile: jsonFile(reports),
        evidence,
        clients,
        strictClient: options.strictClient,
        emit: output.event,
        keep: recording?.keep,
      });
    } catch (error) {
      await recording?.abandon();
      throw error;
    }
    // None of the three may be lost because another fails.
    try {
      return await output.finish(document);
    } finally {
      try {
        await recording?.finish();
      } finally {
        await rows?.append(document);
      }
    }
  } finally {
    release();
    await Promise.all(clients.map((client) => client.close()));
    await opening.then(
      ({ close }) => close(),
      () => {},
    );
  }
}

/** @throws SuiteError `client-missing`, `client-invalid`, `credentials-missing` */
async function openClients(names: readonly string[], target: Target): Promise<OpenClient[]> {
  const { credentials, auth } = target;
  if (names.length === 0) return [];
  const { openClient, secretsOfTarget } = await import('../../run/client/open-client.js');
  const print = (line: string): void => printText('stderr', `${line}\n`);
  const secrets = secretsOfTarget(target);
  const opened = await Promise.allSettled(names.map((name) => openClient(name, { print, secrets })));
  const clients = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = opened.find((result) => result.status === 'rejected');
  const unable = clients.find(({ identity }) => identity.needsCredentials && credentials === null);
  const foreign = clients.find(({ identity }) => identity.protocol === 'oss' && protocolOf(auth) === 's3');
  if (failed === undefined && unable === undefined && foreign === undefined) return clients;
  await Promise.all(clients.map((client) => client.close()));
  if (failed !== undefined) throw failed.reason;
  if (foreign !== undefined) {
    throw new SuiteError('usage', `${foreign.identity.name} signs with OSS schemes only, but --auth is ${auth}`, {
      hint: 'choose another --client, or an --auth scheme of OSS',
    });
  }
  throw new SuiteError(
    'credentials-missing',
    `${unable?.identity.name} signs every request, but there is no access key`,
    { hint: 'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or choose another --client' },
  );
}

/** What would write beside an object that is only to be read. */
function refuseToWrite({ object, createBucket, exhaustive, large }: RunOptions): void {
  if (object === undefined) return;
  const hint = 'remove one of these options';
  if (createBucket)
    throw new SuiteError('usage', '--create-bucket cannot be combined with --object, which writes nothing', { hint });
  if (large) throw new SuiteError('usage', '--large cannot be combined with --object, which writes nothing', { hint });
  if (exhaustive !== undefined) {
    throw new SuiteError('usage', '--exhaustive cannot be combined with --object: it needs its own objects', { hint });
  }
}

async function readObject(key: string, { timeout }: RunOptions, { target }: OpenTarget): Promise<StoredObject> {
  const [{ openSender }, { readExistingObject }] = await Promise.all([
    import('../../run/sender/open-sender.js'),
    import('../../run/objects/existing-object.js'),
  ]);
  const { send, close } = openSender(target, { concurrency: 1, timeoutMs: timeout });
  try {
    return await readExistingObject(target, send, key);
  } finally {
    await close();
  }
}

async function openRecording(path: string): Promise<RecordingFile> {
  const { createRecordingFile } = await import('../files/recording-file.js');
  return createRecordingFile(path);
}

async function openRows(path: string, specs: readonly string[] = []): Promise<RowFile> {
  const { openRowFile } = await import('../files/row-file.js');
  return openRowFile(path, specs);
}
