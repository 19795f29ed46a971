import { installDebian, installNpm, isNpmInstalled, lackOfDebian } from './install-packages.js';
import type { RealServer } from './real-server.js';
import { npmFolder } from './servers/npm-folder.js';

/**
 * Installs what these servers need and this machine lacks: packages of npm by the lock file beside the tree, and packages
 * of Debian where this process may.
 */
export async function install(servers: readonly RealServer[], tell: (line: string) => void): Promise<void> {
  for (const folder of new Set(servers.flatMap(foldersOf))) await installNpm(folder, tell);
  await installDebian(servers.flatMap(debianPackages), tell);
}

/** Why a server cannot be started here; null where it can. */
export async function lackOf(server: RealServer): Promise<string | null> {
  if (server.origin.kind === 'npm') {
    return (await isNpmInstalled(server.origin.folder ?? npmFolder))
      ? null
      : 'its packages are not installed: npm run endpoints -- --install';
  }
  return lackOfDebian(debianPackages(server));
}

const debianPackages = ({ origin }: RealServer): readonly string[] =>
  origin.kind === 'debian' ? ['curl', ...origin.packages] : [];

const foldersOf = ({ origin }: RealServer): string[] => (origin.kind === 'npm' ? [origin.folder ?? npmFolder] : []);
