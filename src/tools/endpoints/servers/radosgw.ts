import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../programs/run-program.js';
import type { RealServer } from '../real-server.js';
import { awsAccess } from './aws-access.js';

const account = { accessKeyId: 'ak-of-loopback', accessKeySecret: 'sk-of-loopback', region: 'us-east-1' };

/** Ceph with its object gateway: one monitor, one manager, and one OSD that keeps everything in memory. */
export const radosgw: RealServer = {
  name: 'radosgw',
  about: 'Ceph Object Gateway',
  origin: { kind: 'debian', packages: ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-mgr', 'ceph-common'] },
  access: awsAccess(account),
  // The first upload in parts makes a pool, which takes seconds; no question has been seen to hang.
  timeoutMs: 15_000,
  async version() {
    const said = await runProgram('radosgw', ['--version']);
    return /ceph version (\S+)/.exec(said)?.[1] ?? 'unknown';
  },
  async start({ folder, port, freePort, write, spawn, run }) {
    const monitor = `127.0.0.1:${await freePort()}`;
    const fsid = '7e4f0d2a-6a0c-4a53-9d5f-2f4c0a4f6c11';
    const config = await write(
      'ceph.conf',
      `[global]
fsid = ${fsid}
mon_initial_members = a
mon_host = v1:${monitor}
run_dir = ${folder}
admin_socket = ${folder}/$name.asok
log_file =
log_to_stderr = true
err_to_stderr = true
pid_file = ${folder}/$name.pid
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
ms_cluster_mode = crc
ms_service_mode = crc
ms_client_mode = crc
ms_bind_msgr2 = false
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_max_pg_per_osd = 1000
[mon.a]
host = localhost
mon_data = ${folder}/mon
[osd.0]
osd_data = ${folder}/osd
osd_objectstore = memstore
memstore_device_bytes = 1073741824
[mgr.a]
mgr_data = ${folder}/mgr
mgr_initial_modules =
[client.rgw]
rgw_data = ${folder}/rgw
rgw_frontends = beast endpoint=127.0.0.1:${port}
rgw_multipart_min_part_size = 102400
`,
    );
    const ceph = (...args: readonly string[]) => run('ceph', ['-c', config, '--connect-timeout', '60', ...args]);
    await Promise.all(['mon', 'osd', 'mgr', 'rgw'].map((name) => mkdir(join(folder, name))));
    const map = join(folder, 'monmap');
    await run('monmaptool', ['--create', '--addv', 'a', `[v1:${monitor}]`, '--fsid', fsid, map]);
    await run('ceph-mon', ['-c', config, '--mkfs', '-i', 'a', '--monmap', map]);
    await spawn('ceph-mon', ['-c', config, '-f', '-i', 'a']);
    await spawn('ceph-mgr', ['-c', config, '-f', '-i', 'a']);
    const uuid = '0f6f2f5b-6f0e-4f62-8a77-2c1f4a3f5d10';
    await ceph('osd', 'new', uuid);
    await run('ceph-osd', ['-c', config, '-i', '0', '--mkfs', '--osd-uuid', uuid]);
    await spawn('ceph-osd', ['-c', config, '-f', '-i', '0']);
    await spawn('radosgw', ['-c', config, '-f', '-n', 'client.rgw']);
    const keys = [`--access-key=${account.accessKeyId}`, `--secret=${account.accessKeySecret}`];
    await run('radosgw-admin', ['-c', config, 'user', 'create', '--uid=u', '--display-name=u', ...keys]);
  },
};
