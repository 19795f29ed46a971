import { type Command, InvalidArgumentError, Option } from 'commander';
import { addressings } from '../../driver/target/address/addressing.js';
import { credentialSources } from '../../driver/target/credentials/credentials-by.js';
import { type DeclaredCapabilities, declareCapability } from '../../driver/target/declared-capability.js';
import { concurrencyBounds, timeoutBounds } from '../../driver/target/time-out.js';
import { defaultReportFormats, reportFormatNames } from '../../report/write/report-format.js';
import { defaultSettings, largestRuns, largestSeed } from '../../run/plan/defaults.js';
import { folderName } from '../../run/sender/own-key.js';
import { authSchemes } from '../../spec/model/auth-scheme.js';
import { behaviours, levels } from '../../spec/model/vocabulary.js';

/** Options by which a command names its target, as commander hands them over. */
export interface TargetOptions {
  readonly endpoint?: string;
  readonly bucket?: string;
  readonly region?: string;
  readonly addressing?: string;
  readonly auth?: string;
  readonly requestPayer?: boolean;
  readonly embedded?: boolean;
  readonly prefix?: string;
  /** File of a target profile. */
  readonly target?: string;
  readonly name?: string;
  readonly capability?: DeclaredCapabilities;
  readonly credentials?: string;
  readonly ca?: string;
  readonly insecure?: boolean;
  readonly proxy?: string;
  readonly timeout: number;
  readonly concurrency: number;
}

/** A whole number between two bounds. */
export const wholeNumberOption =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };

const unitsInMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** `90s`, `10m`, `2h`, in ms. */
export function durationMs(text: string): number {
  const [, digits = '', unit = ''] = /^([1-9]\d{0,5})([smh])$/.exec(text) ?? [];
  const ms = Number(digits) * (unitsInMs[unit] ?? 0);
  if (ms > 0) return ms;
  throw new InvalidArgumentError('It must be a number with a unit, such as 90s, 10m or 2h.');
}

/** Gathers what an option is given each time. */
export const collect = (value: string, values: readonly string[] = []): string[] => [...values, value];

const inFlight = wholeNumberOption(concurrencyBounds.least, concurrencyBounds.most);

/** `--target`, `--endpoint`, `--bucket`, `--region`, `--addressing`, `--auth`, and how patient and how busy to be. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--target <file>', 'target profile; options and OSS_ENDPOINT, OSS_BUCKET, OSS_REGION override it')
    .option('--endpoint <url>', 'endpoint URL [env: OSS_ENDPOINT]')
    .option('--bucket <name>', 'existing bucket [env: OSS_BUCKET]')
    .option(
      '--region <id>',
      'region id, such as cn-hangzhou [env: OSS_REGION] (default: from the endpoint; us-east-1 with aws-v4)',
    )
    .option('--addressing <style>', `${addressings.join(', ')} (default: path for an IP or localhost, else virtual)`)
    .option('--auth <scheme>', `${authSchemes.join(', ')} (default: oss-v4 with credentials, else anonymous)`)
    .option('--name <text>', 'name of the target in reports (default: its host)')
    .option('--capability <name=value>', 'true, false, or the reason it is missing (repeatable)', declareCapability)
    .option('--credentials <source>', `source of access keys: ${credentialSources.join(', ')} (default: env)`)
    .option('--ca <file>', 'additional CA certificates to trust (PEM)')
    .option('--insecure', 'do not verify certificates; exposes the run to man-in-the-middle attacks')
    .option('--proxy <url>', 'proxy URL [env: HTTPS_PROXY, HTTP_PROXY, NO_PROXY]')
    .option('--request-payer', 'pay for requests to a requester-pays bucket (x-oss-request-payer: requester)')
    .option(
      '--timeout <ms>',
      'time-out for the connection and for the first byte of an answer',
      wholeNumberOption(timeoutBounds.least, timeoutBounds.most),
      defaultSettings.timeoutMs,
    )
    .option(
      '--concurrency <n>',
      `requests in flight (with the embedded endpoint: ${defaultSettings.embeddedConcurrency})`,
      inFlight,
      defaultSettings.concurrency,
    );
}

/** `--embedded`, for commands that can use the embedded endpoint. */
export function addEmbeddedOption(command: Command): Command {
  return command.option('--embedded', 'use the embedded endpoint (the default if no option describes a target)');
}

/** `--prefix`. Without a default, so that a prefix that was given can be told from none. */
export function addPrefixOption(command: Command): Command {
  const about = `folder of the bucket to write below (default: ${JSON.stringify(defaultSettings.prefix)})`;
  return command.option('--prefix <path>', about, folderName);
}

/** Everything is written below this folder of the bucket. */
export const prefixOf = ({ prefix }: Pick<TargetOptions, 'prefix'>): string => prefix ?? defaultSettings.prefix;

/** `--out` of a command that writes objects and no report. */
export function addJournalOption(command: Command): Command {
  return command
    .option('--out <dir>', 'folder for the journal that clean reads after a killed run', 'reports')
    .hook('preAction', async (_, subcommand) => {
      if (subcommand.getOptionValueSource('out') !== 'cli') return;
      const { checkOutFolder } = await import('../../report/write/write-reports.js');
      await checkOutFolder(subcommand.opts<{ out: string }>().out);
    });
}

/** Which of the table is meant: `--case`, `--level`, `--behaviour`, `--specs`. */
export function addSelectionOptions(command: Command): Command {
  command
    .option('--case <glob>', 'id, topic or glob over ids; properties are property/NAME (repeatable)', collect)
    .addOption(new Option('--behaviour <which>', 'behaviour to test').choices([...behaviours, 'both']).default('both'))
    .addOption(new Option('--level <least>', 'minimum evidence level to run').choices([...levels]).default('observed'));
  return addSpecsOption(command);
}

/** `--specs`. */
export function addSpecsOption(command: Command): Command {
  return command.option('--specs <file>', 'additional row file, in the format of specs/*.yaml (repeatable)', collect);
}

export interface ReportOptions {
  readonly out: string;
  readonly report?: readonly string[];
}

/** `--out` and `--report`. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--out <dir>', 'report folder', 'reports')
    .option(
      '--report <format[=path]>',
      `${reportFormatNames.join(', ')}; - is standard output (default: ${defaultReportFormats.join(' and ')}, into --out)`,
      collect,
    )
    .hook('preAction', (_, subcommand) => checkReports(subcommand));
}

/** Before anything is sent, so that no run is in vain. */
async function checkReports(command: Command): Promise<void> {
  const { report = [], out } = command.opts<ReportOptions>();
  const [{ parseReportTargets }, { checkReportTargets }, { checkStepSummary }] = await Promise.all([
    import('../../report/write/report-target.js'),
    import('../../report/write/write-reports.js'),
    import('../output/step-summary.js'),
  ]);
  const targets = parseReportTargets(report, out);
  const chosen = command.getOptionValueSource('out') === 'cli' ? out : undefined;
  await checkReportTargets(targets, chosen);
  if (targets.some(({ format }) => format === 'github')) await checkStepSummary(process.env);
}

export interface SelectionOptions {
  readonly case?: readonly string[];
  readonly behaviour: (typeof behaviours)[number] | 'both';
  readonly level: (typeof levels)[number];
  readonly specs?: readonly string[];
}

/** `--seed` and `--runs` of the properties. */
export function addPropertyOptions(command: Command): Command {
  return command
    .option(
      '--runs <n>',
      'random inputs per property (0 skips properties)',
      wholeNumberOption(0, largestRuns),
      defaultSettings.runs,
    )
    .option('--seed <n>', 'random seed (default: random, printed)', wholeNumberOption(0, largestSeed));
}

export const chosenBehaviours = (which: SelectionOptions['behaviour']): readonly (typeof behaviours)[number][] =>
  which === 'both' ? behaviours : [which];
