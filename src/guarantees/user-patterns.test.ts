import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

const listWith = (keys: Readonly<Record<string, string>>): string =>
  `- check: ${keys.check ?? 'end-past-eof/from-the-middle'}\n  behaviour: default\n  aspect: status\n  symptom: ${keys.symptom ?? '"206"'}\n  reason: a test\n`;

const runWith = (list: string) =>
  withFolder(async (folder) => {
    const file = join(folder, 'known.yaml');
    await writeFile(file, list);
    const { exitCode, stdout, stderr } = await runCli([
      'run',
      '--case',
      'end-past-eof',
      '--runs',
      '0',
      '--deviations',
      file,
      '--out',
      folder,
    ]);
    return { exitCode, stdout, stderr: stderr.replaceAll(folder, '.') };
  });

const correct = 'hint: correct the list of known deviations; specs/schema/deviations.schema.json describes every key\n';

test.each([
  [
    'looks ahead',
    { symptom: '{ matches: "(?=2).*" }' },
    '4:23',
    'matches must be a regular expression of RE2: look-around (?= is not supported; write what the whole value looks like',
  ],
  [
    'refers back',
    { symptom: '{ matches: "(2)\\\\1" }' },
    '4:23',
    'matches must be a regular expression of RE2: back-reference \\1 is not supported; write the text or its pattern out',
  ],
  ['is not closed', { check: '"end-*/{a,b"' }, '1:10', 'check is not a glob: } is missing'],
])('a pattern of a list that %s is refused at its line before anything is sent', async (_, keys, place, message) => {
  expect(await runWith(listWith(keys))).toEqual({
    exitCode: 3,
    stdout: '',
    stderr: `error: ./known.yaml:${place}: ${message}\n${correct}`,
  });
});

test.each([
  ['stars', ['--case', `${'*e'.repeat(60)}*/nothing`], /^error: no case matches/],
  ['groups in groups', ['--case', '([a-z/-]+|[a-z]+)+!'], /^error: no case matches/],
  ['no end of a group', ['--case', '+(a|b'], /^error: --case "\+\(a\|b" is not a glob: \) is missing\n/],
  ['a negated group', ['--case', '!(a|b)/c'], /^error: --case "!\(a\|b\)\/c" is not a glob: !\( is not supported/],
])('a glob with %s ends the command at once', async (_, args, message) => {
  const { exitCode, stdout, stderr } = await runCli(['run', ...args]);
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 3, stdout: '', stderr: expect.stringMatching(message) });
});

test('a glob of faults with many stars ends the command at once', async () => {
  const { exitCode, stderr } = await runCli(['score', '--fault', `${'*e'.repeat(60)}!`]);
  expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^error: no fault matches/)]);
});
