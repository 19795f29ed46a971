import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../endpoints/programs/run-program.js';
import type { RealClient } from './real-client.js';

/** Scripts, and the npm packages that they use. The relative path holds in `src/` and `dist/`. */
export const clientsFolder: string = fileURLToPath(new URL('../../../fixtures/real-clients/', import.meta.url));

/** Another Python may come first in PATH, without the packages of Debian. */
const python = '/usr/bin/python3';

const npmClient = (
  name: string,
  packageName: string,
): Pick<RealClient, 'origin' | 'language' | 'script' | 'version'> => ({
  origin: { kind: 'npm', package: packageName },
  language: 'JavaScript',
  script: [process.execPath, `${name}.mjs`],
  version: async () => {
    const path = join(clientsFolder, 'node_modules', packageName, 'package.json');
    const { version } = createRequire(import.meta.url)(path) as { version: string };
    return version;
  },
});

/** The first number with dots in what a program prints. */
async function printedVersion(program: string, args: readonly string[]): Promise<string> {
  const printed = await runProgram(program, args);
  return /\d+(?:\.\d+)+/.exec(printed)?.[0] ?? printed.trim();
}

const upperCaseEtag =
  's3cmd compares the ETag with the MD5 in lower-case letters, and OSS sends upper-case ones. The object is stored, and s3cmd sends ' +
  'it again until it gives up. Users of the real service report the same: https://github.com/s3tools/s3cmd/issues/993, and ' +
  'https://github.com/s3tools/s3cmd/pull/1286 with the requests';

/** Every client that `.ci/run` runs, by name. */
export const allClients: readonly RealClient[] = [
  {
    name: 'ali-oss',
    ...npmClient('ali-oss', 'ali-oss'),
    mode: { by: 'the option `headers` of `get`' },
  },
  {
    name: 'aws-sdk',
    ...npmClient('aws-sdk', '@aws-sdk/client-s3'),
    mode: { by: 'a middleware of the command, step `build`' },
  },
  {
    name: 'awscli',
    language: 'command line',
    origin: { kind: 'debian', packages: ['awscli'] },
    script: ['/bin/bash', 'awscli.sh'],
    version: () => printedVersion('/usr/bin/aws', ['--version']),
    mode: { by: 'a plugin for the event `before-sign.s3.GetObject`' },
  },
  {
    name: 'boto3',
    language: 'Python',
    origin: { kind: 'debian', packages: ['python3-boto3'] },
    script: [python, 'boto3-client.py'],
    version: () => printedVersion(python, ['-c', 'import boto3; print(boto3.__version__)']),
    mode: { by: 'a handler of the event `before-sign.s3.GetObject`' },
  },
  {
    name: 'minio',
    ...npmClient('minio', 'minio'),
    mode: { by: 'the option `transport`, outside the signature' },
    lacks: { suffix: 'getPartialObject takes a start and a length' },
    departures: [
      {
        step: 'copy in parts',
        because:
          'composeObject sends each range of a source as one of the same length from the start of the object: `bytes=0-999` for the last 1,000 bytes',
      },
    ],
  },
  {
    name: 'rclone',
    language: 'command line',
    origin: { kind: 'debian', packages: ['rclone'] },
    script: ['/bin/bash', 'rclone.sh'],
    version: () => printedVersion('rclone', ['version']),
    mode: { by: '`--header-download`' },
    departures: [
      {
        step: 'read 1000-1009, default',
        because:
          'rclone cat reads ten bytes of the answer from its start on, without a look at the status: ten wrong bytes, and no error',
      },
      { step: 'read 1000-1009, standard', because: 'as under default' },
      { step: 'read what was deleted', because: 'rclone cat takes a missing object for an empty folder' },
    ],
  },
  {
    name: 's3cmd',
    language: 'command line',
    origin: { kind: 'debian', packages: ['s3cmd'] },
    script: ['/bin/bash', 's3cmd.sh'],
    version: () => printedVersion('s3cmd', ['--version']),
    mode: { lacks: 'it sends no other header with a GET' },
    lacks: {
      closed: '`get --continue` reads from the end of a file on',
      suffix: '`get --continue` reads from the end of a file on',
    },
    departures: [
      { step: 'put', because: upperCaseEtag },
      { step: 'upload in parts', because: upperCaseEtag },
    ],
  },
];
