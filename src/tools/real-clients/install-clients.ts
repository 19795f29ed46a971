import { installDebian, installNpm, isNpmInstalled, lackOfDebian } from '../endpoints/install-packages.js';
import { clientsFolder } from './all-clients.js';
import type { RealClient } from './real-client.js';

/** Installs what these clients need and this machine lacks. */
export async function installClients(clients: readonly RealClient[], tell: (line: string) => void): Promise<void> {
  if (clients.some(({ origin }) => origin.kind === 'npm')) await installNpm(clientsFolder, tell);
  await installDebian(clients.flatMap(debianPackages), tell);
}

/** Why a client cannot be run here; null where it can. */
export async function lackOfClient(client: RealClient): Promise<string | null> {
  if (client.origin.kind === 'npm') {
    return (await isNpmInstalled(clientsFolder))
      ? null
      : 'its packages are not installed: npm run clients -- --install';
  }
  return lackOfDebian(debianPackages(client));
}

const debianPackages = ({ origin }: RealClient): readonly string[] => (origin.kind === 'debian' ? origin.packages : []);
