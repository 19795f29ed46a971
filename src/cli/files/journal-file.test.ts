import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resolveTarget } from '../../driver/target/resolve-target.js';
import { createJournalFile, readJournals } from './journal-file.js';
import { ownProcess } from './process-identity.js';

const target = resolveTarget({ endpoint: 'http://127.0.0.1:9000', bucket: 'b-1', region: 'cn-hangzhou' }, {});
const own = 'p/0123456789ab/bytes-1';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-range-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A journal as a killed run leaves it: its process is gone. */
async function leftJournal(): Promise<string> {
  const journal = createJournalFile(folder, target, 'p/');
  journal.writing(own);
  journal.writing(own);
  journal.begun(own, 'upload-1');
  journal.close(false);
  const path = join(folder, (await readdir(folder))[0]!);
  await writeFile(path, (await readFile(path, 'utf8')).replace(`"pid":${process.pid}`, '"pid":2147483647'));
  return path;
}

test('what may have been written is in the file before it is written, each key once', async () => {
  const path = await leftJournal();
  expect(await readJournals(folder, target, 'p/')).toEqual([
    {
      path,
      keys: [own],
      uploads: [{ key: own, id: 'upload-1' }],
      startedAt: expect.any(Number),
      state: 'ended',
      process: { ...ownProcess(), pid: 2147483647 },
    },
  ]);
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(4);
});

test('half a line, and keys that no run would write, are passed over', async () => {
  const path = await leftJournal();
  await appendFile(path, '{"key":"p/readme"}\n{"key":"q/0123456789ab/bytes-1"}\n{"key":7}\n{"key":"p/0123456789ab/by');
  expect((await readJournals(folder, target, 'p/'))[0]?.keys).toEqual([own]);
});

test('journals of another target, of another prefix and of nobody are left alone', async () => {
  await leftJournal();
  await writeFile(join(folder, '.journal-0123456789ab.jsonl'), 'not a journal\n');
  const elsewhere = { ...target, bucket: 'b-2' };
  expect([
    await readJournals(folder, elsewhere, 'p/'),
    await readJournals(folder, target, 'q/'),
    (await readJournals(folder, target, 'p/')).length,
  ]).toEqual([[], [], 1]);
});

test('the journal of a run that is going on is told apart, and found from any folder', async () => {
  const journal = createJournalFile(folder, target, 'p/');
  expect(journal.contents()).toBeNull();
  journal.writing(own);
  const path = join(folder, (await readdir(folder))[0]!);
  expect(journal.contents()).toEqual({ path, keys: 1 });
  for (const where of [folder, join(folder, 'elsewhere')]) {
    expect(await readJournals(where, target, 'p/')).toMatchObject([{ path, keys: [own], state: 'running' }]);
  }
  journal.close(true);
  expect(await readdir(folder)).toEqual([]);
  expect(await readJournals(join(folder, 'elsewhere'), target, 'p/')).toEqual([]);
});

test('a folder that cannot be written keeps no run from writing', async () => {
  await writeFile(join(folder, 'file'), '');
  const journal = createJournalFile(join(folder, 'file', 'below'), target, 'p/');
  journal.writing(own);
  journal.close(true);
  expect(await readdir(folder)).toEqual(['file']);
});
