import { Command, Option } from 'commander';
import type { Control, Fault } from '../../reference/faults/fault.js';
import { visible } from '../../report/text/outside-text.js';
import { wholeNumberOption } from '../options/options.js';
import { printText } from '../output/print.js';
import { stopSignal } from '../output/stop-signal.js';

interface ServeOptions {
  readonly port: number;
  readonly bucket: string;
  readonly region: string;
  readonly acl: 'private' | 'public-read' | 'public-read-write';
  readonly versioning?: boolean;
  readonly requestPayer?: boolean;
  readonly log?: boolean;
  readonly fault?: string;
}

/** `oss-range serve`: the embedded endpoint on a loopback port, for any client. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('run the embedded endpoint on 127.0.0.1 until SIGINT or SIGTERM')
    .option('--port <n>', 'port to listen on; 0 chooses a free one', wholeNumberOption(0, 65_535), 0)
    .option('--bucket <name>', 'name of the bucket', 'conformance')
    .option('--region <id>', 'region that signatures must name', 'cn-hangzhou')
    .addOption(
      new Option('--acl <acl>', 'access of requests without credentials')
        .choices(['private', 'public-read', 'public-read-write'])
        .default('public-read-write'),
    )
    .option('--versioning', 'enable versioning for the bucket')
    .option('--request-payer', 'make it a requester-pays bucket')
    .option('--log', 'log one line for each request to standard error')
    .option('--fault <name>', 'enable a deliberate defect; list shows all of them')
    .addHelpText(
      'after',
      `
Accepts OSS V4, V2 and V1 signatures and AWS V4 signatures, made with OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET (and
OSS_SESSION_TOKEN), or with the key pair that it prints if these are not set. Objects are kept in memory.

Examples:
  oss-range serve --port 9000
  OSS_ACCESS_KEY_ID=id OSS_ACCESS_KEY_SECRET=secret oss-range serve --port 9000 --acl private
  oss-range serve --port 9000 --fault suffix-is-a-prefix`,
    )
    .action(serve);
}

async function serve({ fault: faultName, ...options }: ServeOptions): Promise<void> {
  if (faultName === 'list') return listFaults();
  const fault = await faultOf(faultName);
  const [{ startEmbeddedEndpoint }, { credentialsFromEnv }] = await Promise.all([
    import('../../run/embedded/embedded-endpoint.js'),
    import('../../driver/target/credentials-from-env.js'),
  ]);
  const known = credentialsFromEnv(process.env);
  const credentials = known ?? { accessKeyId: 'embedded-key-id', accessKeySecret: 'embedded-key-secret' };
  const { signal, release } = stopSignal();
  const endpoint = await startEmbeddedEndpoint({
    ...options,
    credentials: [credentials],
    fault: faultName,
    onRequest: options.log ? logLine : undefined,
  });
  printText(
    'stdout',
    [
      `listening on ${endpoint.url}, bucket ${options.bucket}, region ${options.region}, ${options.acl}`,
      known
        ? 'signatures: of OSS_ACCESS_KEY_ID'
        : `OSS_ACCESS_KEY_ID=${credentials.accessKeyId} OSS_ACCESS_KEY_SECRET=${credentials.accessKeySecret}`,
      ...(fault ? [`fault ${fault.name}: ${fault.sentence}`] : []),
      `try: oss-range run --endpoint ${endpoint.url} --bucket ${options.bucket} --region ${options.region} --addressing path`,
      '',
    ].join('\n'),
  );
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  await endpoint.close();
  release();
}

async function faultOf(name: string | undefined): Promise<Fault | Control | undefined> {
  if (name === undefined) return undefined;
  const { faultNamed } = await import('../../reference/faults/faults.js');
  return faultNamed(name);
}

async function listFaults(): Promise<void> {
  const [{ stations }, { controls }] = await Promise.all([
    import('../../reference/faults/faults.js'),
    import('../../reference/faults/controls.js'),
  ]);
  const groups = [...stations, { name: 'controls: different, but correct', faults: controls }];
  const width = Math.max(...groups.flatMap(({ faults }) => faults.map(({ name }) => name.length)));
  const line = ({ name, sentence }: { name: string; sentence: string }) => `  ${name.padEnd(width)}  ${sentence}`;
  const blocks = groups.map(({ name, faults }) => [name, ...faults.map(line)].join('\n'));
  printText('stdout', `${blocks.join('\n\n')}\n`);
}

function logLine(entry: {
  method: string;
  path: string;
  query: string;
  range: readonly string[];
  status: number;
  durationMs: number;
}): void {
  const range = entry.range.map((value) => ` ${JSON.stringify(value)}`).join('');
  const target = entry.query === '' ? entry.path : `${entry.path}?${entry.query}`;
  const line = `${entry.status} ${entry.method} ${target}${range} ${entry.durationMs.toFixed(1)} ms`;
  printText('stderr', `${visible(line)}\n`);
}
