import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { counterexampleRows, type DrawnRow } from '../../report/build/counterexample-rows.js';
import type { ReportDocument } from '../../report/document/document.js';
import { count } from '../../report/text/quantity.js';
import { reasonOf } from '../../report/write/write-reports.js';
import { openWhole, type WholeFile } from '../../report/write/write-whole.js';
import type { Case } from '../../spec/model/table.js';
import { largestYaml, readInputFile } from '../../spec/read/input-file.js';
import { readTable } from '../../spec/read/read-table.js';
import { readTopic } from '../../spec/read/read-topic.js';
import { type RowDraft, toRow } from '../../spec/read/to-row.js';
import { SuiteError } from '../../suite-error.js';
import { printText } from '../output/print.js';
import { checkFile } from './check-file.js';

/** A file of rows that counterexamples are appended to. */
export interface RowFile {
  /**
   * Appends a row for every counterexample that the file does not have yet, all of them or none.
   *
   * @throws SuiteError `spec-invalid` where the file would not be readable with them, `report-unwritable`
   */
  append(document: ReportDocument): Promise<void>;
}

/** The topic of a file that does not exist yet. */
const newTopic = 'found-by-drawing';
const newHeader = `topic: ${newTopic}\nabout: Ranges that violated a law on some endpoint, found by property-based tests.\ncases:\n`;

/**
 * Looks at the file before anything is asked, so that a run is not in vain.
 *
 * @param specs other files of rows that are read beside it
 * @throws SuiteError `spec-unreadable`, `spec-invalid`, `report-unwritable`
 */
export async function openRowFile(path: string, specs: readonly string[]): Promise<RowFile> {
  const kind = await stat(path).catch(() => null);
  // A device may have no end, and there is nothing to append to in a pipe.
  if (kind !== null && !kind.isFile()) throw refused(path, new Error('it is not a regular file'));
  await checkFile('--add-row FILE', path);
  const others = specs.filter((file) => resolve(file) !== resolve(path));
  const before = await contentOf(path);
  if (before !== null) await readTable({ extraFiles: [...others, path] });
  return {
    async append(document) {
      const text = (await contentOf(path)) ?? newHeader;
      const { topic, cases } = rowsOf(path, text);
      const rows = counterexampleRows(document, topic, cases);
      if (rows.length > 0) await replace(path, text, rows, others);
      printText('stderr', `${count(rows.length, 'row')} added to ${path}\n`);
    },
  };
}

function rowsOf(file: string, text: string): { readonly topic: string; readonly cases: readonly Case[] } {
  if (text === newHeader) return { topic: newTopic, cases: [] };
  const reading = readTopic({ file, text });
  if (reading.kind === 'read') return reading.value;
  const [problem] = reading.problems;
  throw new SuiteError('spec-invalid', `${file}:${problem?.line}: ${problem?.message}`, {
    hint: 'the file changed during the run; correct it and run again',
  });
}

/** What is written is read as a table before it takes the place of the file. */
async function replace(
  path: string,
  text: string,
  rows: readonly DrawnRow[],
  others: readonly string[],
): Promise<void> {
  let file: WholeFile | undefined;
  try {
    file = await openWhole(path);
    const drafts: RowDraft[] = [];
    for (const { draft, withoutAnswers } of rows) {
      const fits = await isReadable(file, appended(text, [...drafts, draft]), others);
      drafts.push(fits ? draft : withoutAnswers);
    }
    await file.rewrite(appended(text, drafts));
    const { cases } = await readTable({ extraFiles: [...others, file.partial] });
    const ids = new Set(cases.map(({ id }) => id));
    if (drafts.some(({ id }) => !ids.has(id)))
      throw new SuiteError('spec-invalid', 'the rows are not under its cases key');
    await file.finish();
  } catch (error) {
    await file?.discard();
    throw refused(path, error);
  }
}

async function isReadable(file: WholeFile, text: string, others: readonly string[]): Promise<boolean> {
  await file.rewrite(text);
  try {
    await readTable({ extraFiles: [...others, file.partial] });
    return true;
  } catch (error) {
    if (error instanceof SuiteError && error.code === 'spec-invalid') return false;
    throw error;
  }
}

/** Rows stand as far in as those that are there already. */
function appended(text: string, drafts: readonly RowDraft[]): string {
  const [, indent = '  '] = /^cases:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- /m.exec(text) ?? [];
  const rows = drafts.map((draft) => toRow(draft, indent));
  return `${text.replace(/\n*$/, '\n')}${rows.join('')}`;
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readInputFile(path, largestYaml);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new SuiteError('spec-unreadable', `${path} cannot be read: ${code ?? reasonOf(cause)}`, {
      hint: 'give an existing row file or a new file name with --add-row FILE',
      cause,
    });
  }
}

function refused(path: string, cause: unknown): SuiteError {
  if (cause instanceof SuiteError) {
    const { message } = cause;
    return new SuiteError('spec-invalid', `cannot append a row to ${path}: ${message.split('\n').join('; ')}`, {
      hint: '`cases` must be the last key of the file, with one `- id:` for each row',
      cause,
    });
  }
  return new SuiteError('report-unwritable', `cannot write ${path}: ${reasonOf(cause)}`, {
    hint: 'choose a file in a writable folder with --add-row FILE',
    cause,
  });
}
