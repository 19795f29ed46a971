import { join } from 'node:path';
import type { RealServer } from '../real-server.js';
import { installedVersion, packageFolder } from './npm-folder.js';

export const s3rver: RealServer = {
  name: 's3rver',
  about: 'npm s3rver, an emulator of Amazon S3',
  origin: { kind: 'npm', packages: ['s3rver'] },
  access: {
    kind: 'objects',
    bucket: 'conformance',
    flags: ['--bucket', 'conformance', '--addressing', 'path', '--auth', 'anonymous'],
    env: {},
  },
  leftOut: {
    cases: 'special-keys/double-slash*',
    because: 'it keeps objects as files, and a key with an empty name in it cannot be written',
  },
  version: () => Promise.resolve(installedVersion('s3rver')),
  start: ({ folder, port, spawn }) =>
    spawn(process.execPath, [
      join(packageFolder('s3rver'), 'bin', 's3rver.js'),
      ...['-d', join(folder, 'objects'), '-a', '127.0.0.1', '-p', String(port)],
      ...['--configure-bucket', 'conformance', '--silent'],
    ]),
  isInCi: true,
};
