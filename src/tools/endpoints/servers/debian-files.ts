import { runProgram } from '../programs/run-program.js';
import type { RealServer } from '../real-server.js';
import type { Site } from '../site.js';

interface DebianFiles
  extends Pick<RealServer, 'name' | 'about' | 'start' | 'isInCi' | 'concurrency' | 'remark' | 'timeoutMs'> {
  readonly packages: readonly string[];
  /** The command that tells the version, and where in what it prints. */
  readonly version: readonly [program: string, args: readonly string[], version: RegExp];
}

/** A program of a Debian package that serves a folder of files. */
export const debianFiles = ({ packages, version: [program, args, pattern], ...rest }: DebianFiles): RealServer => ({
  ...rest,
  origin: { kind: 'debian', packages },
  access: { kind: 'files' },
  async version() {
    // Some tell their version and fail, since they were not told what to serve.
    const said = await runProgram(program, args).catch((error: unknown) => String(error));
    return pattern.exec(said)?.[1] ?? 'unknown';
  },
});

/** nginx without a master, which would need a user to change to. */
export async function startNginx(site: Site, port: number): Promise<void> {
  await spawnNginx(site, 'nginx', `server { listen 127.0.0.1:${port}; root ${site.root}; }`);
}

/**
 * @param name of its configuration: one site may have several
 * @param http the content of the block of this name
 */
export async function spawnNginx(site: Site, name: string, http: string): Promise<void> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${site.folder}/${name};`,
  );
  const config = await site.write(
    `${name}.conf`,
    `daemon off; master_process off; pid ${site.folder}/${name}.pid; error_log ${site.folder}/nginx.log;
events {}
http { access_log off; ${temporary.join(' ')} ${http} }
`,
  );
  await site.spawn('nginx', ['-p', site.folder, '-e', `${site.folder}/nginx.log`, '-c', config]);
}

const rclone = (protocol: 'http' | 'webdav') =>
  debianFiles({
    name: `rclone-${protocol}`,
    about: `rclone serve ${protocol}`,
    packages: ['rclone'],
    version: ['rclone', ['version'], /rclone v(\S+)/],
    start: ({ root, port, spawn }) => spawn('rclone', ['serve', protocol, root, '--addr', `127.0.0.1:${port}`]),
    isInCi: protocol === 'http',
  });

/** Servers of files from Debian packages. */
export const debianFileServers: readonly RealServer[] = [
  debianFiles({
    name: 'nginx',
    about: 'nginx',
    packages: ['nginx-light'],
    version: ['nginx', ['-v'], /nginx\/(\S+)/],
    start: (site) => startNginx(site, site.port),
    isInCi: true,
  }),
  debianFiles({
    name: 'apache2',
    about: 'Apache HTTP Server',
    packages: ['apache2'],
    version: ['apache2', ['-v'], /Apache\/(\S+)/],
    async start({ folder, root, port, write, spawn }) {
      const config = await write(
        'apache2.conf',
        `ServerName 127.0.0.1
ServerRoot ${folder}
DefaultRuntimeDir ${folder}
PidFile ${folder}/apache2.pid
ErrorLog ${folder}/apache2.log
Listen 127.0.0.1:${port}
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
User www-data
Group www-data
DocumentRoot ${root}
<Directory ${root}>
  Require all granted
</Directory>
`,
      );
      await spawn('apache2', ['-DFOREGROUND', '-d', folder, '-f', config]);
    },
  }),
  debianFiles({
    name: 'lighttpd',
    about: 'lighttpd',
    packages: ['lighttpd'],
    version: ['lighttpd', ['-v'], /lighttpd\/(\S+)/],
    async start({ root, port, write, spawn }) {
      const config = await write(
        'lighttpd.conf',
        `server.document-root = "${root}"\nserver.bind = "127.0.0.1"\nserver.port = ${port}\n`,
      );
      await spawn('lighttpd', ['-D', '-f', config]);
    },
  }),
  debianFiles({
    name: 'caddy',
    about: 'Caddy, file-server',
    packages: ['caddy'],
    version: ['caddy', ['version'], /v?(\d\S*)/],
    start: ({ root, port, spawn }) => spawn('caddy', ['file-server', '--root', root, '--listen', `127.0.0.1:${port}`]),
  }),
  debianFiles({
    name: 'h2o',
    about: 'H2O',
    packages: ['h2o'],
    version: ['h2o', ['--version'], /h2o version (\S+)/],
    async start({ folder, root, port, write, spawn }) {
      const config = await write(
        'h2o.conf',
        `listen: { host: 127.0.0.1, port: ${port} }
user: ${process.getuid?.() === 0 ? 'root' : 'nobody'}
error-log: ${folder}/h2o.log
num-threads: 2
hosts:
  default:
    paths:
      /:
        file.dir: ${root}
`,
      );
      await spawn('h2o', ['-c', config]);
    },
  }),
  debianFiles({
    name: 'varnish',
    about: 'Varnish in front of nginx',
    packages: ['varnish', 'nginx-light'],
    version: ['varnishd', ['-V'], /varnish-(\d[\d.]*)/],
    async start(site) {
      const backend = await site.freePort();
      await startNginx(site, backend);
      const where = ['-a', `127.0.0.1:${site.port}`, '-b', `127.0.0.1:${backend}`, '-n', `${site.folder}/varnish`];
      await site.spawn('varnishd', ['-F', '-j', 'none', '-s', 'malloc,32m', ...where]);
    },
  }),
  debianFiles({
    name: 'webfs',
    about: 'webfs',
    packages: ['webfs'],
    // It tells its version in answers alone, and in its own bytes.
    version: ['grep', ['-aoE', 'webfs/[0-9.]+', '/usr/bin/webfsd'], /webfs\/(\S+)/],
    start: ({ root, port, spawn }) => spawn('webfsd', ['-F', '-4', '-i', '127.0.0.1', '-p', String(port), '-r', root]),
  }),
  debianFiles({
    name: 'busybox',
    about: 'BusyBox httpd',
    packages: ['busybox'],
    version: ['busybox', [], /BusyBox v(\S+)/],
    start: ({ root, port, spawn }) => spawn('busybox', ['httpd', '-f', '-p', `127.0.0.1:${port}`, '-h', root]),
    isInCi: true,
  }),
  debianFiles({
    name: 'mini-httpd',
    about: 'mini_httpd',
    packages: ['mini-httpd'],
    version: ['mini_httpd', ['-V'], /mini_httpd\/(\S+)/],
    start: ({ folder, root, port, spawn }) =>
      spawn('mini_httpd', [
        ...['-D', '-h', '127.0.0.1', '-p', String(port), '-d', root],
        ...['-u', 'nobody', '-i', `${folder}/mini_httpd.pid`],
      ]),
  }),
  rclone('http'),
  rclone('webdav'),
  debianFiles({
    name: 'python-http-server',
    about: 'python3 -m http.server',
    packages: ['python3'],
    version: ['/usr/bin/python3', ['-V'], /Python (\S+)/],
    start: ({ root, port, spawn }) =>
      spawn('/usr/bin/python3', ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', root]),
    // Its queue holds five connections, and each request takes a new one.
    concurrency: 4,
  }),
  debianFiles({
    name: 'webrick',
    about: 'WEBrick',
    packages: ['ruby', 'ruby-webrick'],
    version: ['/usr/bin/ruby', ['-rwebrick', '-e', 'puts WEBrick::VERSION'], /(\d\S*)/],
    start: ({ root, port, spawn }) =>
      spawn('/usr/bin/ruby', ['-run', '-e', 'httpd', root, '-p', String(port), '-b', '127.0.0.1']),
  }),
];
