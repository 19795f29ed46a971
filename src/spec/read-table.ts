import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SuiteError } from '../suite-error.js';
import { assembleTable } from './assemble-table.js';
import { evidenceFile } from './read-evidence.js';
import type { SourceText } from './read-yaml-as.js';
import type { Table } from './table.js';

/** The package's root, seen from `src/spec` and from `dist/spec` alike. */
const packageRoot = new URL('../../', import.meta.url);

/**
 * Reads the table of this package, and rows of the user behind it. Files of the package are named relative to its root,
 * files of the user as given.
 *
 * @param options.extraFiles paths of further files of rows, relative to the current folder
 * @throws SuiteError `spec-unreadable` for a file that cannot be read, `spec-invalid` for one that is wrong
 */
export async function readTable(options: { readonly extraFiles?: readonly string[] } = {}): Promise<Table> {
  const names = await readdir(new URL('specs/', packageRoot));
  const own = names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `specs/${name}`);
  const [evidence, ...topics] = await Promise.all([
    readOwn(evidenceFile),
    ...own.filter((file) => file !== evidenceFile).map(readOwn),
    ...(options.extraFiles ?? []).map((file) => readText(file, file)),
  ]);
  return assembleTable(evidence, topics);
}

function readOwn(file: string): Promise<SourceText> {
  return readText(file, fileURLToPath(new URL(file, packageRoot)));
}

async function readText(file: string, path: string): Promise<SourceText> {
  try {
    return { file, text: await readFile(path, 'utf8') };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SuiteError('spec-unreadable', `${file} cannot be read: ${code ?? String(cause)}`, {
      hint: 'name a file of rows, such as those of specs/ in this package',
      cause,
    });
  }
}
