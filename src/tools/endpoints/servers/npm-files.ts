import { join } from 'node:path';
import type { RealServer } from '../real-server.js';
import { installedVersion, npmFolder } from './npm-folder.js';

interface NpmFiles extends Pick<RealServer, 'name' | 'about' | 'isInCi' | 'remark'> {
  readonly packages: readonly string[];
  /** Goes on after an exception that would end it. */
  readonly survives?: true;
}

/** Packages of npm that answer for a file; `fixtures/endpoints/serve.mjs` has a server for each. */
const packages: readonly NpmFiles[] = [
  {
    name: 'node-static',
    about: 'npm node-static',
    packages: ['node-static'],
    survives: true,
    remark:
      'After every 206 it writes a second head, and Node ends the process; measured with that exception caught, so that the next question finds it.',
    isInCi: true,
  },
  { name: 'serve-handler', about: 'npm serve-handler', packages: ['serve-handler'] },
  { name: 'send', about: 'npm send, as Express uses it', packages: ['send'] },
  {
    name: 'sirv',
    about: 'npm sirv',
    packages: ['sirv'],
    survives: true,
    remark:
      'An inverted range (bytes=5-2) ends the process; measured with that exception caught, so that the next question finds it: such a request gets no answer.',
  },
  {
    name: 'koa-range',
    about: 'npm koa-range before koa-send',
    packages: ['koa-range', 'koa-send', 'koa'],
    isInCi: true,
  },
  { name: 'http-server', about: 'npm http-server', packages: ['http-server'] },
  {
    name: 'webpack-dev-middleware',
    about: 'npm webpack-dev-middleware',
    packages: ['webpack-dev-middleware', 'webpack'],
  },
  { name: 'fastify-static', about: 'npm @fastify/static', packages: ['@fastify/static', 'fastify'] },
  {
    name: 'hono',
    about: 'npm hono, serveStatic of @hono/node-server',
    packages: ['@hono/node-server', 'hono'],
  },
  { name: 'hapi-inert', about: 'npm @hapi/inert', packages: ['@hapi/inert', '@hapi/hapi'] },
];

const npmFiles = ({ packages, survives, ...rest }: NpmFiles): RealServer => ({
  ...rest,
  origin: { kind: 'npm', packages },
  access: { kind: 'files' },
  version: () => Promise.resolve(installedVersion(packages[0]!)),
  start: ({ root, port, spawn }) =>
    spawn(process.execPath, [
      join(npmFolder, 'serve.mjs'),
      ...[rest.name, root, String(port)],
      ...(survives ? ['--survive'] : []),
    ]),
});

export const npmFileServers: readonly RealServer[] = packages.map(npmFiles);

/** sirv without a supervisor: a range ends its process for good. */
export const dyingSirv: RealServer = npmFiles({ name: 'sirv', about: 'npm sirv', packages: ['sirv'] });
