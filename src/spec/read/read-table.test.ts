import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import { readTable } from './read-table.js';

const folder = mkdtempSync(join(tmpdir(), 'oss-range-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rows = `
topic: end-past-eof
about: Ours.
cases:
  - id: end-past-eof/our-own
    title: a range that our reader sends
    object: bytes-77
    range: "bytes=70-80"
    expect:
      default: { status: 200, body: whole }
      standard: { status: 206, body: 70-76 }
    level: required
    evidence: [range-guide]
`;

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function failure(reading: Promise<unknown>): Promise<SuiteError> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SuiteError) return error;
  throw new Error(`not a SuiteError: ${String(error)}`);
}

describe('the table of this package', () => {
  it('names its files relative to the package, and the line of each row', async () => {
    const { cases } = await readTable();
    expect(cases.find(({ id }) => id === 'satisfiable-closed/first-half')?.location).toEqual({
      file: 'specs/satisfiable-closed.yaml',
      line: 11,
    });
  });

  it('is large enough to be worth running', async () => {
    const { cases, evidence } = await readTable();
    expect(cases.length).toBeGreaterThanOrEqual(95);
    expect(evidence.facts.size).toBeGreaterThanOrEqual(70);
  });
});

describe('rows of the user', () => {
  it('come behind those of the package, under the name that the user gave', async () => {
    const path = fileOf('rows.yaml', rows);
    const { cases, topics } = await readTable({ extraFiles: [path] });
    expect(cases.at(-1)).toMatchObject({ id: 'end-past-eof/our-own', location: { file: path, line: 5 } });
    expect(topics.get('end-past-eof')).not.toBe('Ours.');
  });

  it('may not take the id of a row of the package', async () => {
    const path = fileOf('taken.yaml', rows.replace('our-own', 'one-past-the-end'));
    const { code, message } = await failure(readTable({ extraFiles: [path] }));
    expect(code).toBe('spec-invalid');
    expect(message.split('\n').slice(1).join()).toMatch(
      /taken\.yaml:5:1: .* the id is already used at specs\/end-past-eof\.yaml:\d+$/,
    );
  });

  it('are refused with a code and a hint where the file cannot be read', async () => {
    const error = await failure(readTable({ extraFiles: ['nowhere/rows.yaml'] }));
    expect(error).toMatchObject({ code: 'spec-unreadable', message: 'nowhere/rows.yaml cannot be read: ENOENT' });
    expect(error.hint).toContain('specs/');
    expect(await failure(readTable({ extraFiles: [folder] }))).toMatchObject({ code: 'spec-unreadable' });
  });
});
