import { join } from 'node:path';
import type { RealServer } from '../real-server.js';
import type { Site } from '../site.js';
import { debianFiles } from './debian-files.js';
import { npmFolder } from './npm-folder.js';

/** Starts one of the programs in `fixtures/endpoints` with a folder and a port. */
const program =
  (interpreter: string, file: string) =>
  ({ root, port, spawn }: Site): Promise<void> =>
    spawn(interpreter, [join(npmFolder, file), root, String(port)]);

const python = '/usr/bin/python3';
const pythonVersion = (module: string, attribute: string) =>
  [python, ['-c', `import ${module}; print(${module}.${attribute})`], /(\d\S*)/] as const;

/** Handlers of files that come with languages and their frameworks, each behind as short a program as will do. */
export const debianPrograms: readonly RealServer[] = [
  debianFiles({
    name: 'go-file-server',
    about: 'Go, http.FileServer',
    packages: ['golang-go'],
    version: ['go', ['version'], /go(\d\S*)/],
    async start({ folder, root, port, spawn, run }) {
      const built = join(folder, 'file-server');
      // Neither modules nor a proxy for them: the standard library is enough.
      const env = { GOCACHE: join(folder, 'go-cache'), GO111MODULE: 'off', GOFLAGS: '', GOPROXY: 'off' };
      await run('go', ['build', '-o', built, join(npmFolder, 'file-server.go')], env);
      await spawn(built, [root, String(port)]);
    },
  }),
  debianFiles({
    name: 'php',
    about: 'PHP, php -S',
    packages: ['php-cli'],
    version: ['php', ['-v'], /PHP (\S+)/],
    start: ({ root, port, spawn }) => spawn('php', ['-S', `127.0.0.1:${port}`, '-t', root]),
  }),
  debianFiles({
    name: 'erlang-inets',
    about: 'Erlang, inets httpd with mod_range',
    packages: ['erlang-inets'],
    version: [
      'erl',
      [
        '-noshell',
        '-eval',
        'application:load(inets), {ok, V} = application:get_key(inets, vsn), io:put_chars(V), halt().',
      ],
      /(\d\S*)/,
    ],
    start: ({ folder, root, port, spawn }) =>
      spawn('erl', [
        '-noshell',
        '-eval',
        `ok = inets:start(), {ok, _} = inets:start(httpd, [{port, ${port}}, {bind_address, {127, 0, 0, 1}}, ` +
          `{server_name, "localhost"}, {server_root, "${folder}"}, {document_root, "${root}"}, ` +
          '{modules, [mod_alias, mod_range, mod_get, mod_head]}]).',
      ]),
  }),
  debianFiles({
    name: 'aiohttp',
    about: 'Python aiohttp, add_static',
    packages: ['python3-aiohttp'],
    version: pythonVersion('aiohttp', '__version__'),
    start: program(python, 'aiohttp_files.py'),
  }),
  debianFiles({
    name: 'tornado',
    about: 'Python Tornado, StaticFileHandler',
    packages: ['python3-tornado'],
    version: pythonVersion('tornado', 'version'),
    start: program(python, 'tornado_files.py'),
  }),
  debianFiles({
    name: 'twisted',
    about: 'Python Twisted, twistd web',
    packages: ['python3-twisted'],
    version: pythonVersion('twisted', '__version__'),
    start: ({ folder, root, port, spawn }) =>
      spawn('twistd3', [
        ...['--nodaemon', '--pidfile', join(folder, 'twistd.pid'), 'web'],
        ...['--listen', `tcp:${port}:interface=127.0.0.1`, '--path', root],
      ]),
  }),
  debianFiles({
    name: 'rack',
    about: 'Ruby Rack::Files on Puma',
    packages: ['puma', 'ruby-rack'],
    version: ['/usr/bin/ruby', ['-rrack', '-e', 'puts Rack.release'], /(\d\S*)/],
    // It has five threads, and a connection that is kept holds one.
    concurrency: 4,
    async start({ root, port, write, spawn }) {
      const config = await write('config.ru', `require 'rack'\nrun Rack::Files.new('${root}')\n`);
      await spawn('/usr/bin/puma', ['--quiet', '--bind', `tcp://127.0.0.1:${port}`, config]);
    },
  }),
];
