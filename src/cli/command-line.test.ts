import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { flagsFor } from '../testing/conformance-run.js';
import { runCli, runLine } from '../testing/run-cli.js';
import { errorAnswer } from '../testing/tiny-answer.js';
import { type Deviation, withTinyStore } from '../testing/tiny-store.js';

describe.concurrent('help', () => {
  test.each(['run', 'list', 'show', 'probe', 'replay', 'judge', 'diff', 'matrix', 'doctor', 'serve', 'clean'])(
    'of %s shows an example of it',
    async (command) => {
      const { exitCode, stdout, stderr } = await runCli([command, '--help']);
      const [, examples = ''] = stdout.split('\nExamples:\n');
      expect([exitCode, stderr, examples.trim().split('\n')[0]]).toEqual([
        0,
        '',
        expect.stringMatching(new RegExp(`^ *oss-range ${command}`)),
      ]);
    },
  );

  test('of the program names every command, the exit codes and the credentials', async () => {
    const { exitCode, stdout } = await runCli(['--help']);
    expect(exitCode).toBe(0);
    for (const word of [
      'run',
      'list',
      'show',
      'probe',
      'replay',
      'judge',
      'diff',
      'matrix',
      'doctor',
      'serve',
      'clean',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${word} `, 'm'));
    }
    expect(stdout).toContain(
      'Exit codes: 0 conforms, 1 violates, 2 inconclusive, 3 usage or configuration, 4 a defect of this program.',
    );
    expect(stdout).toContain('OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN');
  });
});

describe.concurrent('a command line that makes no sense ends with 3 and says what would', () => {
  test.each<[name: string, args: string[], stderr: string]>([
    ['an unknown command', ['rnu'], "error: unknown command 'rnu'\n(Did you mean run?)\n"],
    ['an unknown option', ['run', '--endpont', 'x'], "error: unknown option '--endpont'\n(Did you mean --endpoint?)\n"],
    [
      'a number out of bounds',
      ['run', '--timeout', '10'],
      "error: option '--timeout <ms>' argument '10' is invalid. It is a whole number from 50 to 600000.\n",
    ],
    [
      'a word that is no choice',
      ['list', '--behaviour', 'strict'],
      "error: option '--behaviour <which>' argument 'strict' is invalid. Allowed choices are default, standard, both.\n",
    ],
    [
      'an unknown case',
      ['run', '--case', 'suffix/last-hal'],
      "error: there is no case 'suffix/last-hal'\nhint: did you mean suffix/last-half? See all: oss-range list\n",
    ],
    [
      'an unknown property',
      ['show', 'property/negatve'],
      "error: there is no case 'property/negatve'\nhint: did you mean property/negative? See all: oss-range list\n",
    ],
    [
      'a pattern that matches nothing',
      ['run', '--case', 'zzz*'],
      "error: no case matches 'zzz*'\nhint: see what there is: oss-range list\n",
    ],
    [
      'a selection of which nothing is left',
      ['run', '--case', 'suffix-zero', '--level', 'required', '--behaviour', 'standard'],
      'error: nothing of what is selected has level required or above\nhint: choose a lower --level, or see the levels: oss-range list\n',
    ],
    [
      'an unknown report',
      ['run', '--report', 'jsno'],
      'error: unknown report format "jsno"\nhint: did you mean json? Formats: json, junit, html, markdown, github, ctrf\n',
    ],
    [
      'a prefix that is the whole bucket',
      ['run', '--prefix', '/'],
      'error: the prefix "/" names no folder\nhint: use a name, as in --prefix oss-range-conformance/\n',
    ],
    [
      'an endpoint without a bucket',
      ['run', '--endpoint', 'http://127.0.0.1:9'],
      'error: no bucket is given\nhint: use --bucket, or set OSS_BUCKET\n',
    ],
  ])('%s', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await runCli(args);
    expect([exitCode, stdout, stderr]).toEqual([3, '', message]);
  });
});

describe.concurrent('what is printed', { timeout: 30_000 }, () => {
  test('a reader that has seen enough does not keep a run from cleaning up and reporting', () =>
    withTinyStore({}, async ({ origin, objects }) => {
      const folder = await mkdtemp(join(tmpdir(), 'oss-range-run-'));
      try {
        const run = `oss-range run ${flagsFor(origin).join(' ')} --case suffix --out ${folder}`;
        const { stdout, stderr } = await runLine(`{ ${run}; echo "ended with $?" >&2; } | head -n 1`);
        expect([stdout, stderr]).toEqual([expect.stringMatching(/^OSS range conformance of .+\n$/), 'ended with 0\n']);
        expect([[...objects.keys()], (await readdir(folder)).sort()]).toEqual([[], ['junit.xml', 'report.json']]);
      } finally {
        await rm(folder, { recursive: true });
      }
    }));

  test('what a server sends cannot drive the terminal of any command', () => {
    const bell = '\u0007\u009b31m';
    const hostile: Deviation = {
      answer: (usual, { method, target }) => {
        if (method === 'GET' && !target.includes('list-type')) return usual();
        return errorAnswer(400, 'Odd', `${bell} \u202e`);
      },
    };
    return withTinyStore(hostile, async ({ origin }) => {
      const commands = [['run'], ['probe', 'bytes=0-1'], ['doctor'], ['clean']];
      const results = await Promise.all(
        commands.map((command) => {
          const out = command[0] === 'run' ? ['--report', 'json=/dev/null'] : [];
          return runCli([...command, ...flagsFor(origin), ...out]);
        }),
      );
      for (const { exitCode, stdout, stderr } of results) {
        expect([exitCode, `${stdout}${stderr}`]).toEqual([2, expect.stringContaining('(\\x07\\x9b31m \\u202e)')]);
        expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
    });
  });
});
