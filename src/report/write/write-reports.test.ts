import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import { reportDocumentFixture } from '../../testing/builders/report-fixtures.js';
import { toJson } from '../formats/json/json.js';
import { toJunit } from '../formats/junit/junit.js';
import { writeReports } from './write-reports.js';

const root = mkdtempSync(join(tmpdir(), 'oss-range-reports-'));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
const folder = (): string => {
  folders += 1;
  return join(root, String(folders));
};

const document = reportDocumentFixture();
const nowhere = (text: string): never => {
  throw new Error(`nothing was to go to standard output: ${text}`);
};

async function failure(promise: Promise<unknown>): Promise<SuiteError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof SuiteError) return error;
  throw new Error(`no SuiteError: ${error}`);
}

test('reports appear in a folder that was not there, and nothing else does', async () => {
  const out = join(folder(), 'deep');
  const targets = [
    { format: 'json', path: join(out, 'report.json') },
    { format: 'junit', path: join(out, 'junit.xml') },
  ] as const;
  expect(await writeReports(document, targets, nowhere)).toEqual(targets.map(({ path }) => path));
  expect(readdirSync(out).sort()).toEqual(['junit.xml', 'report.json']);
  expect(readFileSync(join(out, 'report.json'), 'utf8')).toBe(toJson(document));
  expect(readFileSync(join(out, 'junit.xml'), 'utf8')).toBe(await toJunit(document));
});

test('a dash is standard output and no file', async () => {
  const written: string[] = [];
  const paths = await writeReports(document, [{ format: 'json', path: '-' }], (text) => void written.push(text));
  expect({ paths, written }).toEqual({ paths: [], written: [toJson(document)] });
});

test('an earlier report is replaced, through a symbolic link too', async () => {
  const out = folder();
  await writeReports(document, [{ format: 'json', path: join(out, 'real.json') }], nowhere);
  symlinkSync('real.json', join(out, 'link.json'));
  const later = reportDocumentFixture({ notices: ['later'] });
  await writeReports(later, [{ format: 'json', path: join(out, 'link.json') }], nowhere);
  expect(readFileSync(join(out, 'real.json'), 'utf8')).toBe(toJson(later));
  expect(readdirSync(out).sort()).toEqual(['link.json', 'real.json']);
});

test('a report that cannot be written says so, leaves nothing behind, and does not keep the others from being written', async () => {
  const out = folder();
  const good = join(out, 'report.json');
  await writeReports(document, [{ format: 'json', path: good }], nowhere);
  writeFileSync(join(out, 'file'), '');
  const bad = join(out, 'file', 'junit.xml');
  const error = await failure(
    writeReports(
      reportDocumentFixture({ notices: ['second'] }),
      [
        { format: 'junit', path: bad },
        { format: 'json', path: good },
      ],
      nowhere,
    ),
  );
  expect({ code: error.code, message: error.message, hint: error.hint }).toEqual({
    code: 'report-unwritable',
    message: expect.stringContaining(`cannot write the junit report to ${bad}: E`),
    hint: 'choose a writable folder with --out DIR, or a file with --report FORMAT=PATH',
  });
  expect(readdirSync(out).sort()).toEqual(['file', 'report.json']);
  expect(readFileSync(good, 'utf8')).toContain('second');
});

test('a folder in the place of a report is an error, and so are two', async () => {
  const out = folder();
  await writeReports(document, [{ format: 'json', path: join(out, 'a', 'x') }], nowhere);
  const error = await failure(
    writeReports(
      document,
      [
        { format: 'json', path: join(out, 'a') },
        { format: 'junit', path: join(out, 'a', 'x', 'y') },
      ],
      nowhere,
    ),
  );
  expect(error.code).toBe('report-unwritable');
  expect(error.message).toContain(`cannot write the json report to ${join(out, 'a')}: EISDIR`);
  expect(error.message).toContain(`; cannot write the junit report to ${join(out, 'a', 'x', 'y')}: `);
  expect(error.cause).toBeInstanceOf(AggregateError);
});

test('a report that cannot be made is a defect of this program', async () => {
  const broken = { ...document, checks: null } as unknown as typeof document;
  const error = await failure(writeReports(broken, [{ format: 'junit', path: join(folder(), 'x') }], nowhere));
  expect(error.code).toBe('internal');
  expect(error.message).toMatch(/^cannot create the junit report: /);
});

test('a pipe is written to, not replaced by a file', async () => {
  const out = folder();
  await writeReports(document, [{ format: 'json', path: join(out, 'x') }], nowhere);
  const pipe = join(out, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [received] = await Promise.all([
    text(reader.stdout),
    writeReports(document, [{ format: 'json', path: pipe }], nowhere),
  ]);
  expect(received).toBe(toJson(document));
});
