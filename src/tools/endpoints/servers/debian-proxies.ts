import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RealServer } from '../real-server.js';
import type { Site } from '../site.js';
import { debianFiles, spawnNginx, startNginx } from './debian-files.js';

/** In bytes; the object of 1,000 has three whole slices and a part of one. */
const sliceSize = 256;

/** nginx that keeps what another nginx answers. */
async function startCachingNginx(site: Site, location: string): Promise<void> {
  const backend = await site.freePort();
  await startNginx(site, backend);
  await spawnNginx(
    site,
    'cache',
    `proxy_cache_path ${site.folder}/kept keys_zone=kept:1m;
server {
  listen 127.0.0.1:${site.port};
  location / {
    proxy_pass http://127.0.0.1:${backend};
    proxy_cache kept;
    proxy_cache_valid 200 206 1h;
    ${location}
  }
}`,
  );
}

const nginxVersion = ['nginx', ['-v'], /nginx\/(\S+)/] as const;

/** Servers from Debian packages that cache the answers of nginx. */
export const debianProxies: readonly RealServer[] = [
  debianFiles({
    name: 'nginx-proxy-cache',
    about: 'nginx proxy_cache in front of nginx',
    packages: ['nginx-light'],
    version: nginxVersion,
    start: (site) => startCachingNginx(site, ''),
  }),
  debianFiles({
    name: 'nginx-slice',
    about: `nginx slice (${sliceSize} bytes) in front of nginx`,
    packages: ['nginx-light'],
    version: nginxVersion,
    start: (site) =>
      startCachingNginx(
        site,
        `slice ${sliceSize}; proxy_cache_key $uri$slice_range; proxy_set_header Range $slice_range; proxy_http_version 1.1;`,
      ),
  }),
  debianFiles({
    name: 'squid',
    about: 'Squid in front of nginx',
    packages: ['squid', 'nginx-light'],
    version: ['squid', ['-v'], /Version (\S+)/],
    async start(site) {
      const { folder, port, write, spawn, freePort } = site;
      const backend = await freePort();
      await startNginx(site, backend);
      const config = await write(
        'squid.conf',
        `http_port 127.0.0.1:${port} accel defaultsite=127.0.0.1 no-vhost
cache_peer 127.0.0.1 parent ${backend} 0 no-query originserver
http_access allow all
cache_mem 8 MB
pid_filename ${folder}/squid.pid
cache_log ${folder}/squid.log
access_log none
coredump_dir ${folder}
shutdown_lifetime 0 seconds
`,
      );
      // Its shared memory has this name, so that another one does not meet it.
      await spawn('squid', ['-N', '-n', `range${port}`, '-f', config]);
    },
  }),
  debianFiles({
    name: 'haproxy-cache',
    about: 'HAProxy cache in front of nginx',
    packages: ['haproxy', 'nginx-light'],
    version: ['haproxy', ['-v'], /version (\S+)/],
    async start(site) {
      const { port, write, spawn, freePort } = site;
      const backend = await freePort();
      await startNginx(site, backend);
      const config = await write(
        'haproxy.cfg',
        `defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
cache kept
  total-max-size 4
  max-age 3600
frontend in
  bind 127.0.0.1:${port}
  http-request cache-use kept
  http-response cache-store kept
  default_backend files
backend files
  server one 127.0.0.1:${backend}
`,
      );
      await spawn('haproxy', ['-db', '-f', config]);
    },
  }),
  debianFiles({
    name: 'trafficserver',
    about: 'Apache Traffic Server in front of nginx',
    packages: ['trafficserver', 'nginx-light'],
    version: ['traffic_server', ['-V'], /Traffic Server (\d\S*)/],
    async start(site) {
      const { folder, port, spawn, freePort, write } = site;
      const backend = await freePort();
      await startNginx(site, backend);
      for (const name of ['etc', 'run', 'kept', 'logs']) {
        const path = join(folder, name);
        await mkdir(path);
        // It changes to a user of its own.
        await chmod(path, 0o777);
      }
      const runroot = await write(
        'runroot.yaml',
        `prefix: ${folder}
exec_prefix: /usr
bindir: /usr/bin
sbindir: /usr/bin
sysconfdir: ${folder}/etc
datadir: ${folder}/kept
includedir: /usr/include/trafficserver
libdir: /usr/lib
libexecdir: /usr/lib/trafficserver/modules
localstatedir: ${folder}/run
runtimedir: ${folder}/run
logdir: ${folder}/logs
cachedir: ${folder}/kept
`,
      );
      const user = process.getuid?.() === 0 ? 'trafficserver' : '#-1';
      await write(
        'etc/records.config',
        `CONFIG proxy.config.http.server_ports STRING ${port}:ip-in=127.0.0.1
CONFIG proxy.config.admin.user_id STRING ${user}
CONFIG proxy.config.url_remap.remap_required INT 1
CONFIG proxy.config.http.cache.required_headers INT 0
CONFIG proxy.config.diags.output.error STRING E
`,
      );
      await write('etc/storage.config', `${folder}/kept 16M\n`);
      await write('etc/remap.config', `map / http://127.0.0.1:${backend}/\n`);
      await write(
        'etc/ip_allow.yaml',
        'ip_allow:\n  - apply: in\n    ip_addrs: 0/0\n    action: allow\n    methods: ALL\n',
      );
      await spawn('traffic_server', [`--run-root=${runroot}`], { TS_RUNROOT: runroot });
    },
  }),
];
