import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../programs/run-program.js';
import type { RealServer } from '../real-server.js';
import type { Site } from '../site.js';
import { awsAccess } from './aws-access.js';

/** What all servers of Swift say in `[DEFAULT]`; they are one process each, and check no mount point. */
const common = ({ folder }: Site, port: number, user: string): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${user}
swift_dir = ${folder}
devices = ${folder}/devices
mount_check = false
`;

const storage = (kind: string): string => `
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`;

const proxy = (memcached: number): string => `
[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats bulk tempurl s3api tempauth slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:s3api]
use = egg:swift#s3api
# OSS takes parts from 100 KiB; the default here is the 5 MiB of Amazon S3.
min_segment_size = 102400
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${memcached}
${['catch_errors', 'gatekeeper', 'listing_formats', 'bulk', 'tempurl', 'slo', 'dlo']
  .map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n`)
  .join('')}`;

/** OpenStack Swift with its S3 API: one account, container and object server, one replica on one device. */
export const swift: RealServer = {
  name: 'swift-s3api',
  about: 'OpenStack Swift with s3api',
  origin: {
    kind: 'debian',
    packages: ['swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'python3-swift', 'memcached'],
  },
  access: awsAccess({ accessKeyId: 'test:tester', accessKeySecret: 'testing', region: 'us-east-1' }),
  isInCi: true,
  // Four processes share two cores in CI; no question has been seen to hang.
  timeoutMs: 10_000,
  async version() {
    const said = await runProgram('/usr/bin/python3', ['-c', 'import swift; print(swift.__version__)']);
    return said.trim();
  },
  async start(site) {
    const { folder, port, freePort, write, spawn, run } = site;
    const user = process.getuid?.() === 0 ? 'root' : (process.env.USER ?? 'swift');
    await mkdir(join(folder, 'devices', 'one'), { recursive: true });
    const memcached = await freePort();
    const kinds = ['account', 'container', 'object'] as const;
    const ports = await Promise.all(kinds.map(freePort));
    await Promise.all(
      kinds.map(async (kind, index) => {
        const builder = join(folder, `${kind}.builder`);
        const device = `r1z1-127.0.0.1:${ports[index]}/one`;
        await run('swift-ring-builder', [builder, 'create', '4', '1', '1']);
        await run('swift-ring-builder', [builder, 'add', device, '1']);
        await run('swift-ring-builder', [builder, 'rebalance']);
      }),
    );
    await spawn('memcached', ['-u', user, '-l', '127.0.0.1', '-p', String(memcached), '-m', '32']);
    for (const [index, kind] of kinds.entries()) {
      const config = await write(`${kind}-server.conf`, common(site, ports[index]!, user) + storage(kind));
      await spawn(`swift-${kind}-server`, [config]);
    }
    const config = await write('proxy-server.conf', common(site, port, user) + proxy(memcached));
    await spawn('swift-proxy-server', [config]);
  },
};
