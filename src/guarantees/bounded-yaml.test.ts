import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

/** In bytes: just below what a file may have. */
const mostBytes = 2 * 1024 * 1024 - 16;

/** Under load; it takes a second alone. */
const mostMs = 15_000;

/** In MiB: a command that needs more is ended by the engine, with another exit code. */
const littleMemory = { NODE_OPTIONS: '--max-old-space-size=192' };

const filled = (part: string, before = ''): string => before + part.repeat((mostBytes - before.length) / part.length);

const entry = (index: number): string =>
  `- check: end-past-eof/no-such-${index}\n  behaviour: default\n  aspect: status\n  symptom: "206"\n  reason: a test\n`;

const numbered = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join('');

const deep = 'values are nested more than 64 levels deep';
const long = 'a list has more than 5000 entries';

/** Each of a shape on which a parser of YAML spends a stack, a gigabyte, or time that grows with its square. */
const hostile: Readonly<Record<string, readonly [text: string, problem: string]>> = {
  'open brackets': [filled('['), `1:66: ${deep}`],
  'open braces': [filled('{a: '), `1:258: ${deep}`],
  'lists in lists on one line': [filled('- '), `1:130: ${deep}`],
  'mappings in mappings by indentation': [numbered(1_900, (index) => `${' '.repeat(index)}a:\n`), `65:66: ${deep}`],
  'keys of one mapping': [numbered(200_000, (index) => `k${index}: 1\n`), '201:5: a mapping has more than 200 keys'],
  'keys of one mapping in braces': [
    `{${numbered(200_000, (index) => `k${index}: 1,`)}}`,
    '1:1492: a mapping has more than 200 keys',
  ],
  'short entries': [filled('- 1\n'), `5001:2: ${long}`],
  'empty mappings': [filled('- {}\n'), `5001:2: ${long}`],
  'entries with unknown tags': [filled('- !a b\n'), `5001:2: ${long}`],
  'entries that are right': [numbered(19_000, entry), `25001:2: ${long}`],
  'aliases of aliases': [
    `- &a0 [x]\n${numbered(30, (index) => `- &a${index + 1} [*a${index}, *a${index}, *a${index}]\n`)}`,
    '2:8: aliases are not allowed; write the value out',
  ],
  'commas alone': [filled(',', '['), '1:300001: it has more than 300000 tokens'],
  'lines after the indentation of a tab': [filled('\t- a\n', '- a\n'), `5001:2: ${long}`],
  documents: [filled('---\n- a\n'), '85715:4: it has more than 300000 tokens'],
  'a key of all objects': ['__proto__: { a: 1 }\n', '1:1: a file of known deviations must be a list, not a mapping'],
};

describe('a YAML file of 2 MiB ends the command at once, in little memory and with one line', {
  timeout: 30_000,
}, () => {
  test.each(Object.entries(hostile))('%s', (_, [text, problem]) =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'list.yaml'), text);
      const { exitCode, stdout, stderr, durationMs } = await runCli(['run', '--deviations', 'list.yaml'], {
        cwd: folder,
        env: littleMemory,
      });
      expect([exitCode, stdout, stderr.split('\n')[0]]).toEqual([3, '', `error: list.yaml:${problem}`]);
      expect(durationMs).toBeLessThan(mostMs);
    }),
  );

  test.each([
    ['rows', ['run', '--specs', 'list.yaml'], (problem: string) => `list.yaml:${problem}`],
    ['a profile', ['doctor', '--target', 'list.yaml'], (problem: string) => `error: list.yaml:${problem}`],
  ] as const)('%s', (_, args, line) =>
    withFolder(async (folder) => {
      for (const name of ['open brackets', 'keys of one mapping', 'commas alone']) {
        const [text = '', problem = ''] = hostile[name] ?? [];
        await writeFile(join(folder, 'list.yaml'), text);
        const { exitCode, stdout, stderr } = await runCli([...args], { cwd: folder });
        expect([exitCode, stdout]).toEqual([3, '']);
        expect(stderr.split('\n')).toContain(line(problem));
      }
    }),
  );
});

test('the longest list that is read ends at once, each entry of it told', { timeout: 30_000 }, () =>
  withFolder(async (folder) => {
    await writeFile(join(folder, 'list.yaml'), numbered(5_000, entry));
    const { exitCode, stdout, durationMs } = await runCli(
      ['run', '--case', 'suffix-zero', '--deviations', 'list.yaml'],
      { cwd: folder, env: littleMemory },
    );
    expect([exitCode, stdout.match(/a listed deviation matches no check/g)?.length]).toEqual([1, 5_000]);
    expect(durationMs).toBeLessThan(mostMs);
  }),
);

test('of many problems the first hundred are told', { timeout: 30_000 }, () =>
  withFolder(async (folder) => {
    await writeFile(
      join(folder, 'list.yaml'),
      numbered(5_000, (index) => `- ${index}\n`),
    );
    const { exitCode, stderr } = await runCli(['run', '--deviations', 'list.yaml'], { cwd: folder });
    const lines = stderr.trimEnd().split('\n');
    expect([exitCode, lines.length, lines[100], lines[101]]).toEqual([
      3,
      102,
      'and 4900 more',
      expect.stringMatching(/^hint: correct the list of known deviations/),
    ]);
  }),
);
