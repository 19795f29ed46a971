import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where servers from npm are installed: their versions are pinned there. The relative path holds in `src/` and `dist/`. */
export const npmFolder: string = fileURLToPath(new URL('../../../fixtures/endpoints/', import.meta.url));

/** The version of an installed package, from its own package.json. */
export function installedVersion(name: string): string {
  const { version } = createRequire(import.meta.url)(join(packageFolder(name), 'package.json')) as { version: string };
  return version;
}

export const packageFolder = (name: string): string => join(npmFolder, 'node_modules', name);
