import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SuiteError } from '../../suite-error.js';
import type { Table } from '../model/table.js';
import { evidenceFile } from '../model/vocabulary.js';
import { readCompiledTable } from './compiled-table.js';
import { largestYaml, readInputFile } from './input-file.js';
import type { SourceText } from './read-yaml-as.js';

/** The package's root, seen from `src/spec` and from `dist/spec` alike. */
const packageRoot = new URL('../../../', import.meta.url);

/**
 * Reads the table of this package, and rows of the user behind it. Files of the package are named relative to its root,
 * files of the user as given.
 *
 * @param options.extraFiles paths of further files of rows, relative to the current folder
 * @throws SuiteError `spec-unreadable` for a file that cannot be read, `spec-invalid` for one that is wrong
 */
export async function readTable(options: { readonly extraFiles?: readonly string[] } = {}): Promise<Table> {
  const own = await ownTexts();
  const extra = await Promise.all((options.extraFiles ?? []).map((file) => readText(file, file)));
  const compiled = extra.length === 0 ? await readFile(compiledFile, 'utf8').catch(() => null) : null;
  const table = compiled === null ? null : readCompiledTable(compiled, own);
  if (table) return table;
  const [evidence, ...topics] = own;
  // Loaded only here: the parser takes longer to load than a compiled table takes to read.
  const { assembleTable } = await import('./assemble-table.js');
  return assembleTable(evidence, [...topics, ...extra]);
}

/** Where the build leaves the table of this package; beside the sources there is none. */
export const compiledFile = new URL('../table.json', import.meta.url);

/** The texts of the package's own table, the evidence first. */
export async function ownTexts(): Promise<[SourceText, ...SourceText[]]> {
  const names = await readdir(new URL('specs/', packageRoot));
  const own = names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `specs/${name}`);
  return Promise.all([readOwn(evidenceFile), ...own.filter((file) => file !== evidenceFile).map(readOwn)]);
}

function readOwn(file: string): Promise<SourceText> {
  return readText(file, fileURLToPath(new URL(file, packageRoot)));
}

async function readText(file: string, path: string): Promise<SourceText> {
  try {
    return { file, text: await readInputFile(path, largestYaml) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SuiteError('spec-unreadable', `${file} cannot be read: ${code ?? (cause as Error).message}`, {
      hint: 'give a row file, like those in specs/ of this package',
      cause,
    });
  }
}
