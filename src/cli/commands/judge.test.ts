import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { featuresOf, requestFeatureNames } from '../../spec/model/request-feature.js';
import type { Case } from '../../spec/model/table.js';
import { objectKindNames } from '../../spec/object-kinds/object-kinds.js';
import { readTable } from '../../spec/read/read-table.js';
import { deviations, unlawful } from '../../testing/store/tiny-deviations.js';
import { type TinyDeviation, withTinyStore } from '../../testing/store/tiny-store.js';
import { flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';

/** A folder for as long as `use` takes. */
async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-recording-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What of a row a recording has to keep beyond a Range of an object of one PUT. */
const kindsOf = ({ object, copyRange, ...row }: Pick<Case, 'object' | 'copyRange' | 'headers' | 'auth'>): string[] => [
  ...(object.made === undefined ? [] : [object.made.by]),
  ...featuresOf(row),
  ...(copyRange === undefined ? [] : ['copy-range']),
];

/** Loaded before the program: whatever would open a socket, or ask for a name, throws. */
const noNetwork = `
const refuse = (what) => () => { throw new Error('opened a socket by ' + what); };
const net = require('node:net');
net.Socket.prototype.connect = refuse('connect');
net.Server.prototype.listen = refuse('listen');
require('node:dns').lookup = refuse('lookup');
require('node:dgram').createSocket = refuse('dgram');
require('node:worker_threads').Worker = refuse('a worker');
`;

const selection = ['--case', 'end-past-eof', '--case', 'suffix', '--case', 'property/end-past-eof', '--runs', '5'];

const hanging: TinyDeviation = {
  answer: (usual, { ranges }) => (/^bytes=-\d/.test(ranges[0] ?? '') ? 'hang' : usual()),
};

const stores: [name: string, deviation: TinyDeviation, args: readonly string[], exitCode: number][] = [
  ['that conforms', {}, selection, 0],
  ['that clamps under default', deviations.clampsUnderDefault, selection, 1],
  ['that serves bytes of another object', deviations.bytesOfAnotherObject, [...selection, '--strict'], 1],
  ['that hangs', hanging, ['--case', 'suffix', '--timeout', '1000', '--concurrency', '40'], 1],
  [
    'that goes away',
    { answer: (usual, { number }) => (number > 30 ? 'destroy' : usual()) },
    [...selection, '--concurrency', '40'],
    2,
  ],
];

describe.concurrent('a recording is judged as the run was, without a socket', () => {
  test.each(stores)('of a store %s', { timeout: 30_000 }, (_, deviation, args, exitCode) =>
    withTinyStore(deviation, ({ origin }) =>
      withFolder(async (folder) => {
        const file = join(folder, 'run.jsonl');
        const run = await runAgainst(origin, [...args, '--record', file]);
        const preload = join(folder, 'no-network.cjs');
        await writeFile(preload, noNetwork);
        const env = { NODE_OPTIONS: `--require ${preload}` };
        const judged = await runCli(['judge', file, '--out', folder], { env });
        const [report, junit] = await Promise.all(
          ['report.json', 'junit.xml'].map((name) => readFile(join(folder, name), 'utf8')),
        );
        expect([run.exitCode, judged.exitCode, judged.stderr]).toEqual([exitCode, exitCode, '']);
        expect([report, junit]).toEqual([run.reportText, run.junitText]);
        // Only what was going to happen, and where reports were written, differs.
        const afterHeading = (text: string) => text.slice(text.indexOf('\n\n')).replace(/^reports .+$/m, '');
        expect(afterHeading(judged.stdout)).toBe(afterHeading(run.stdout));
        expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
      }),
    ),
  );

  test('of every kind of row, with what only several answers show', { timeout: 60_000 }, () =>
    withFolder(async (folder) => {
      const file = join(folder, 'run.jsonl');
      const kinds = new Set<string>();
      const rows = (await readTable()).cases.filter((row) => {
        const fresh = kindsOf(row).filter((kind) => !kinds.has(kind));
        for (const kind of fresh) kinds.add(kind);
        return fresh.length > 0;
      });
      expect([...kinds].sort()).toEqual([...objectKindNames, ...requestFeatureNames, 'copy-range'].sort());
      const topics = [
        ...['multi-range', 'conditions', 'presigned', 'signed-header', 'special-keys', 'errors'],
        'property/{open,agreement,interleaving,freshness,exhaustive}',
      ];
      const cases = [...topics, ...rows.map(({ id }) => id)].flatMap((name) => ['--case', name]);
      const run = await runCli([
        ...['run', ...cases, '--runs', '2', '--exhaustive', '1', '--large', '--record', file],
        ...['--report', 'json=-'],
      ]);
      const judge = async (args: readonly string[]) => {
        const { exitCode, stdout } = await runCli(['judge', file, '--report', 'json=-', ...args]);
        return [exitCode, JSON.parse(stdout)];
      };
      const report = JSON.parse(run.stdout);
      const notices = [expect.stringContaining('their verdicts are taken from the run')];
      expect(run.exitCode).toBe(0);
      const expected = [0, { ...report, notices }];
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
      const checks = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'check');
      const answered = checks.filter(({ outcome }) => outcome.kind === 'answered');
      expect(new Set(answered.flatMap(({ request }) => kindsOf(request)))).toEqual(kinds);
      expect(await Promise.all([judge([]), judge(['--current'])])).toEqual([expected, expected]);
    }),
  );

  test('of a store that breaks a law, which no row can ask again and a replay can', { timeout: 30_000 }, () =>
    withTinyStore(unlawful.otherEtagOn206(), ({ origin }) =>
      withFolder(async (folder) => {
        const [file, rows] = [join(folder, 'run.jsonl'), join(folder, 'rows.yaml')];
        const args = ['--case', 'property/validators', '--runs', '6', '--strict', '--record', file, '--add-row', rows];
        const run = await runAgainst(origin, args);
        const { exitCode, stdout } = await runCli(['judge', file, '--report', 'json=-']);
        const { properties } = JSON.parse(stdout) as typeof run.report;
        expect([exitCode, properties]).toEqual([run.exitCode, run.report.properties]);
        expect(properties.map(({ verdict }) => verdict)).toContain('violates');
        expect(await readdir(folder)).toEqual(['run.jsonl']);
        const report = join(folder, 'report.json');
        await writeFile(report, run.reportText);
        expect(await runCli(['replay', report])).toMatchObject({
          exitCode: 1,
          stdout: expect.stringMatching(/^repeated {6}property\/validators \(default\): 3 requests about 1 bytes: /),
        });
      }),
    ),
  );

  test('and the preload that keeps it from opening one does keep a run from it', () =>
    withFolder(async (folder) => {
      const preload = join(folder, 'no-network.cjs');
      await writeFile(preload, noNetwork);
      const flags = [...flagsFor('http://127.0.0.1:9'), '--case', 'suffix', '--out', folder];
      const env = { NODE_OPTIONS: `--require ${preload}` };
      const { exitCode, stdout, stderr } = await runCli(['run', ...flags], { env });
      expect([exitCode === 0, `${stdout}${stderr}`]).toEqual([false, expect.stringContaining('opened a socket by')]);
    }));
});

describe.concurrent('a recording', () => {
  test('holds no credentials, though the server repeats them', { timeout: 30_000 }, () => {
    const canaries = {
      OSS_ACCESS_KEY_ID: 'CANARYid7f3a',
      OSS_ACCESS_KEY_SECRET: 'CANARYsecret9c1e',
      OSS_SESSION_TOKEN: 'CANARYtoken4b2d',
    };
    const echoing: TinyDeviation = {
      answer: (usual, { rawHeaders, target }) => {
        const answer = usual();
        const echo = [target, ...rawHeaders, ...Object.values(canaries)].join(' | ').replace(/[\r\n]/g, ' ');
        const body = Buffer.from(`<Error><Code>Odd</Code><Message>${echo}</Message></Error>`);
        return {
          ...answer,
          reason: echo,
          headers: { ...answer.headers, 'X-Echo': echo },
          ...(answer.status === 416 ? { body } : {}),
        };
      },
    };
    return withTinyStore(echoing, ({ origin }) =>
      withFolder(async (folder) => {
        const file = join(folder, 'run.jsonl');
        const flags = ['--case', 'start-past-eof', '--case', 'property/start-past-eof', '--runs', '1'];
        await runAgainst(origin, [...flags, '--record', file], { env: canaries });
        const text = await readFile(file, 'utf8');
        const bytes = [...text.matchAll(/"(?:prefix|extraPrefix)":"([^"]*)"/g)].map(([, base64 = '']) =>
          Buffer.from(base64, 'base64').toString('latin1'),
        );
        expect(text).toContain('<redacted>');
        expect(bytes.some((body) => body.includes('redacted'))).toBe(true);
        expect([text, ...bytes].filter((place) => place.includes('CANARY'))).toEqual([]);
      }),
    );
  });

  test('that was cut off is partial and no pass; one that is garbage is refused', { timeout: 30_000 }, () =>
    withTinyStore({}, ({ origin }) =>
      withFolder(async (folder) => {
        const file = join(folder, 'run.jsonl');
        await runAgainst(origin, [...selection, '--runs', '1', '--record', file]);
        const lines = (await readFile(file, 'utf8')).split('\n');
        const judged = async (name: string, text: string) => {
          const path = join(folder, name);
          await writeFile(path, text);
          return runCli(['judge', path, '--out', join(folder, `${name}-reports`)]);
        };
        const [noEnd, half, garbage, picture, absent] = await Promise.all([
          judged('no-end', `${lines.slice(0, -2).join('\n')}\n`),
          judged('half', lines.join('\n').slice(0, lines[0]!.length + 5_000)),
          judged('garbage', [...lines.slice(0, 4), 'garbage', ...lines.slice(4)].join('\n')),
          judged('picture', '\u0089PNG\r\n'),
          runCli(['judge', join(folder, 'absent')]),
        ]);
        const notice = 'The recording is truncated; missing checks are not judged.';
        const gate = 'the recording is truncated; record again: oss-range run --record FILE';
        for (const { exitCode, stdout } of [noEnd, half]) {
          expect([exitCode, stdout]).toEqual([2, expect.stringContaining(notice)]);
          expect(stdout).toContain(gate);
          expect(stdout).toContain('verdict inconclusive, exit code 2');
        }
        expect(half.stdout).toMatch(/[1-9]\d* not-run/);
        expect([garbage.exitCode, garbage.stderr]).toEqual([
          3,
          `error: ${join(folder, 'garbage')}:5: the line is not JSON\nhint: one JSON object per line\n`,
        ]);
        expect([picture.exitCode, picture.stderr.split('\n')[0]]).toEqual([
          3,
          `error: ${join(folder, 'picture')}:1: this is not a recording`,
        ]);
        expect([absent.exitCode, absent.stderr.split('\n')[0]]).toEqual([
          3,
          `error: ${join(folder, 'absent')} cannot be read: ENOENT`,
        ]);
      }),
    ),
  );

  test('of a run that was killed is left under its temporary name and can be judged', { timeout: 30_000 }, () =>
    withFolder(async (folder) => {
      let kill = () => {};
      const store: TinyDeviation = {
        answer: (usual, { number }) => {
          if (number === 60) kill();
          return usual();
        },
      };
      await withTinyStore(store, async ({ origin }) => {
        const args = [...selection, '--concurrency', '1', '--record', join(folder, 'run.jsonl')];
        const killed = runAgainst(origin, args, {
          during: (process) => {
            kill = () => process.kill('SIGKILL');
          },
        });
        await expect(killed).rejects.toThrow('ENOENT'); // No report.
      });
      const [name = '', ...others] = await readdir(folder);
      expect([name, others]).toEqual([expect.stringMatching(/^\.run\.jsonl\..+\.partial$/), []]);
      const { exitCode, stdout } = await runCli(['judge', join(folder, name), '--report', 'json=/dev/null']);
      expect([exitCode, stdout]).toEqual([2, expect.stringMatching(/planned \d+ = [1-9]\d* conforms \+ 0 violates/)]);
    }),
  );

  test(
    'is judged by the table at hand under --current, where rows that are gone do not apply',
    { timeout: 30_000 },
    () =>
      withTinyStore(deviations.clampsUnderDefault, ({ origin }) =>
        withFolder(async (folder) => {
          const file = join(folder, 'run.jsonl');
          const rows = join(folder, 'mine.yaml');
          await writeFile(rows, mine('{ status: 200, body: whole }'));
          await runAgainst(origin, ['--specs', rows, '--case', 'mine', '--record', file]);
          const judge = async (args: readonly string[]) => {
            const { exitCode, stdout } = await runCli(['judge', file, '--report', 'json=-', ...args]);
            const { checks } = JSON.parse(stdout) as Awaited<ReturnType<typeof runAgainst>>['report'];
            return [exitCode, ...checks.map(({ behaviour, verdict, reason }) => [behaviour, verdict, reason])];
          };
          const changed = join(folder, 'changed.yaml');
          await writeFile(changed, mine('{ status: 206, body: 500-999 }'));
          const moved = join(folder, 'moved.yaml');
          await writeFile(moved, mine('{ status: 206, body: 500-999 }').replace('500-2000', '500-3000'));
          expect(
            await Promise.all([
              judge([]),
              judge(['--specs', changed]),
              judge(['--specs', moved]),
              judge(['--current']),
            ]),
          ).toEqual([
            [1, ['default', 'violates', null], ['standard', 'conforms', null]],
            [0, ['default', 'conforms', null], ['standard', 'conforms', null]],
            [2, ...both('the row mine/past of the current table makes another request')],
            [2, ...both('the current table has no row mine/past')],
          ]);
        }),
      ),
  );
});

const both = (reason: string) => ['default', 'standard'].map((behaviour) => [behaviour, 'not-applicable', reason]);

const mine = (byDefault: string): string => `topic: mine
about: Rows of a test.
cases:
  - id: mine/past
    title: a range that ends past the object
    object: bytes-1000
    range: bytes=500-2000
    expect:
      default: ${byDefault}
      standard: { status: 206, body: 500-999 }
    level: required
    evidence: [seed]
`;
