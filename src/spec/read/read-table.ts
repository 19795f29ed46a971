import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SuiteError } from '../../suite-error.js';
import type { Table } from '../model/table.js';
import { evidenceFile } from '../model/vocabulary.js';
import { largestYaml, readInputFile } from './input-file.js';
import type { SourceText } from './read-yaml-as.js';

/** The package's root, seen from `src/spec` and from `dist/spec` alike. */
const packageRoot = new URL('../../../', import.meta.url);

/**
 * The package's own table as the build leaves it beside the code, so that a command need not parse YAML first: that takes
 * half a second, this takes a fiftieth.
 */
export interface CompiledTable {
  /** Of the texts that it was made from. */
  readonly fingerprint: string;
  readonly cases: Table['cases'];
  readonly topics: readonly (readonly [string, string])[];
  readonly sources: readonly [string, unknown][];
  readonly facts: readonly [string, unknown][];
}

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

/** Two sets of texts with the same fingerprint say the same. */
export function fingerprintOf(texts: readonly SourceText[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of texts) hash.update(`${file}\0${text.length}\0${text}`);
  return hash.digest('hex');
}

/** The table that a compiled text holds; null where it was made from other texts than these. */
export function readCompiledTable(compiled: string, texts: readonly SourceText[]): Table | null {
  const { fingerprint, cases, topics, sources, facts } = JSON.parse(compiled) as CompiledTable;
  if (fingerprint !== fingerprintOf(texts)) return null;
  const evidence = { sources: new Map(sources), facts: new Map(facts) } as Table['evidence'];
  return { cases, topics: new Map(topics), evidence };
}
