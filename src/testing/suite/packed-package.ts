import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

/**
 * Makes a folder the project of a user who has installed this package: as `npm pack` packs it, with its dependencies, and
 * with what compiles an example.
 */
export async function installPacked(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  const own = join(modules, 'oss-range-conformance');
  await mkdir(own, { recursive: true });
  // The build has run; `prepare` would run it again under the tests beside this one.
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const { stdout } = await run('npm', pack, { cwd: root });
  await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', own, '--strip-components=1']);
  const { dependencies } = JSON.parse(await readFile(join(own, 'package.json'), 'utf8'));
  const others = ['vitest', 'ali-oss', '@types/node'];
  for (const name of [...Object.keys(dependencies), ...others]) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
}

/** How a strict project resolves modules. */
export type ModuleResolution = 'node16' | 'bundler';

/**
 * Compiles files of such a folder with the strictest settings, declarations of packages included.
 *
 * @param outDir where the code goes; none is written without it
 * @returns what the compiler prints: empty where nothing is wrong
 */
export async function compileStrictly(
  folder: string,
  files: readonly string[],
  moduleResolution: ModuleResolution,
  outDir?: string,
): Promise<string> {
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    allowJs: true,
    checkJs: true,
    target: 'es2022',
    module: moduleResolution === 'node16' ? 'node16' : 'esnext',
    moduleResolution,
    moduleDetection: 'force',
    types: ['node'],
    rootDir: '.',
    ...(outDir === undefined ? { noEmit: true } : { outDir }),
  };
  const config = join(folder, `tsconfig.${moduleResolution}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions: options, files }));
  const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '--project', config];
  return run(process.execPath, tsc, { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string; message: string }) => error.stdout || error.message,
  );
}
