import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { binary, type CliOptions, type CliResult, startNode } from './run-cli.js';

const built = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** Notes every module that the process, or a thread of it, loads from a file. */
const hook = (list: string): string => `
import { register } from 'node:module';
const source = \`
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  if (url.startsWith('file:')) appendFileSync(${JSON.stringify(list)}, url + '\\\\n');
  return next(url, context);
}\`;
register('data:text/javascript,' + encodeURIComponent(source));
`;

/** What a command loaded of this package, as paths below `src`, without the ending. */
export interface Loaded extends CliResult {
  readonly modules: readonly string[];
}

/** Runs `oss-range` to its end and tells which of its own modules it loaded. Packages of others do not count. */
export async function runAndListModules(args: readonly string[], options: CliOptions = {}): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-modules-'));
  try {
    const list = join(folder, 'loaded');
    const file = join(folder, 'hook.mjs');
    await writeFile(file, hook(list));
    const result = await startNode(['--import', pathToFileURL(file).href, binary, ...args], options).done;
    const urls = new Set((await readFile(list, 'utf8')).split('\n'));
    const own = [...urls].filter((url) => url.startsWith(pathToFileURL(built).href));
    return { ...result, modules: own.map((url) => fileURLToPath(url).slice(built.length).replace(/\.js$/, '')).sort() };
  } finally {
    await rm(folder, { recursive: true });
  }
}
