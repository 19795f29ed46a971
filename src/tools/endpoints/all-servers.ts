import { nearest } from '../../spec/read/nearest.js';
import { SuiteError } from '../../suite-error.js';
import type { RealServer } from './real-server.js';
import { debianFileServers } from './servers/debian-files.js';
import { debianPrograms } from './servers/debian-programs.js';
import { debianProxies } from './servers/debian-proxies.js';
import { newerNodeServers } from './servers/newer-node.js';
import { npmFileServers } from './servers/npm-files.js';
import { radosgw } from './servers/radosgw.js';
import { s3rver } from './servers/s3rver.js';
import { swift } from './servers/swift.js';

/** Every server that can be measured, by name. */
export const allServers: readonly RealServer[] = [
  ...[radosgw, s3rver, swift],
  ...[...debianFileServers, ...debianPrograms, ...debianProxies],
  ...[...npmFileServers, ...newerNodeServers],
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Those that `.ci/run` asks. */
export const ciServers: readonly RealServer[] = allServers.filter(({ isInCi }) => isInCi);

/**
 * The servers of these names; all of them where there is none.
 *
 * @throws SuiteError `unknown-id`
 */
export function serversNamed(names: readonly string[]): readonly RealServer[] {
  if (names.length === 0) return allServers;
  return names.map((name) => {
    const server = allServers.find((one) => one.name === name);
    if (server) return server;
    const near = nearest(
      name,
      allServers.map((one) => one.name),
    );
    throw new SuiteError('unknown-id', `there is no server '${name}'`, {
      hint: `${near === undefined ? '' : `did you mean ${near}? `}there are ${allServers.map((one) => one.name).join(', ')}`,
    });
  });
}
