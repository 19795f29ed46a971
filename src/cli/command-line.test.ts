import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportFormatNames } from '../report/write/report-format.js';
import { tinyErrorAnswer } from '../testing/store/tiny-answer.js';
import { type TinyDeviation, withTinyStore } from '../testing/store/tiny-store.js';
import { flagsFor } from '../testing/suite/conformance-run.js';
import { runCli, runLine } from '../testing/suite/run-cli.js';
import { exitCodeOfError } from './exit-code-of-error.js';
import { createProgram } from './program.js';

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
      "error: option '--timeout <ms>' argument '10' is invalid. It must be a whole number from 50 to 600000.\n",
    ],
    [
      'a word that is no choice',
      ['list', '--behaviour', 'strict'],
      "error: option '--behaviour <which>' argument 'strict' is invalid. Allowed choices are default, standard, both.\n",
    ],
    [
      'an unknown case',
      ['run', '--case', 'suffix/last-hal'],
      "error: unknown case 'suffix/last-hal'\nhint: did you mean suffix/last-half? List all: oss-range list\n",
    ],
    [
      'an unknown property',
      ['show', 'property/negatve'],
      "error: unknown case 'property/negatve'\nhint: did you mean property/negative? List all: oss-range list\n",
    ],
    [
      'a pattern that matches nothing',
      ['run', '--case', 'zzz*'],
      "error: no case matches 'zzz*'\nhint: list all cases: oss-range list\n",
    ],
    [
      'a selection of which nothing is left',
      ['run', '--case', 'suffix-zero', '--level', 'required', '--behaviour', 'standard'],
      'error: no selected check has level required or higher\nhint: choose a lower --level; oss-range list shows the levels\n',
    ],
    [
      'an unknown report',
      ['run', '--report', 'jsno'],
      `error: unknown report format "jsno"\nhint: did you mean json? Formats: ${reportFormatNames.join(', ')}\n`,
    ],
    [
      'a prefix that is the whole bucket',
      ['run', '--prefix', '/'],
      'error: the prefix "/" is not a folder name\nhint: use a name, as in --prefix oss-range-conformance/\n',
    ],
    [
      'a prefix that leads out of the bucket',
      ['clean', '--prefix', '../other'],
      'error: the prefix "../other" has a path segment of dots\nhint: use a name, as in --prefix oss-range-conformance/\n',
    ],
    [
      'an option without a value',
      ['run', '--case', ''],
      'error: --case needs a value\nhint: give it a value, or leave it out: oss-range run --help\n',
    ],
    [
      'a repeated option of which one holds blanks',
      ['run', '--case', 'suffix', '--case', '  '],
      'error: --case needs a value\nhint: give it a value, or leave it out: oss-range run --help\n',
    ],
    [
      'a number without a value',
      ['run', '--seed', ''],
      "error: option '--seed <n>' argument '' is invalid. It must be a whole number from 0 to 2147483647.\n",
    ],
    [
      'a choice without a value',
      ['list', '--level', ''],
      "error: option '--level <least>' argument '' is invalid. Allowed choices are required, expected, observed.\n",
    ],
    [
      'an argument without a value',
      ['replay', ''],
      'error: the argument report is empty\nhint: see the help: oss-range replay --help\n',
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

describe.concurrent('no option and no argument may be empty', { timeout: 60_000 }, async () => {
  const commands = (await createProgram([])).commands.flatMap((command) =>
    command.commands.length > 0
      ? command.commands.map((subcommand) => [command.name(), subcommand] as const)
      : [['', command] as const],
  );
  const options = commands.flatMap(([parent, command]) =>
    command.options
      .filter(({ required }) => required)
      .map(
        ({ long }) => [`${parent} ${command.name()}`.trim(), `${long}`, command.registeredArguments.length] as const,
      ),
  );

  test.each(options)('of %s: %s', async (command, option, count) => {
    const words = command.split(' ');
    const args = Array.from({ length: count }, () => 'x');
    const program = await createProgram([]);
    const all = [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)];
    for (const one of all) one.configureOutput({ writeErr: () => {} });
    const refusal = await program.parseAsync([...words, ...args, option, ''], { from: 'user' }).catch((error) => error);
    // What is missing besides is not the point: `deviations update` needs a list as well.
    expect([exitCodeOfError(refusal), refusal.message]).toEqual([
      3,
      expect.stringMatching(/needs a value|argument '' is invalid|is not a folder name|names ""|not specified/),
    ]);
  });

  test('but a Range header may be', async () => {
    const { exitCode, stdout } = await runCli(['probe', '', '--behaviour', 'default']);
    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, 'Range: "" on 1000 bytes, target embedded endpoint']);
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
    const hostile: TinyDeviation = {
      answer: (usual, { method, target }) => {
        if (method === 'GET' && !target.includes('list-type')) return usual();
        return tinyErrorAnswer(400, 'Odd', `${bell} \u202e`);
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
