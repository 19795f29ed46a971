import { describe, expect, test } from 'vitest';
import { toGithub } from '../../report/formats/github/github.js';
import { everyVerdictDocument } from '../builders/report-fixtures.js';
import { commandsIn } from './log-commands.js';
import { terminalControls } from './terminal-controls.js';

describe('the reader of logs', () => {
  test.each([
    ['GitHub', 'error', '::error file=a,line=1::b'],
    ['GitHub', 'add-mask', '\u00a0\t\u3000::add-mask::secret'],
    ['GitHub', 'stop-commands', 'a\r::stop-commands::token'],
    ['GitHub', 'any-token', 'text\n::any-token::'],
    ['GitHub', 'set-output', 'in a line ##[set-output name=x;]y'],
    ['GitHub', 'group', '##[group]x'],
    ['Azure', 'task.setvariable', 'ETag: "##vso[task.setvariable variable=PATH;]/tmp"'],
    ['TeamCity', 'publishArtifacts', `in ##teamcity[publishArtifacts '/etc/passwd']`],
    ['GitLab', 'start', 'x section_start:1:hidden[collapsed=true]\r\x1b[0Ky'],
    ['GitLab', 'end', 'section_end:1:hidden\r\x1b[0K'],
    ['Jenkins', 'note', '\x1b[8mha:////4AAA\x1b[0mx'],
  ])('finds the command of %s named %s', (runner, name, log) => {
    expect(commandsIn(log).map((command) => [command.runner, command.name])).toEqual([[runner, name]]);
  });

  test('finds none in plain text', () => {
    const text = '# a ## b [c] http://[::1]:80 std::vector ::1 ##vso ##teamcity section_start:1:x #[a] ##vso[nothing]';
    expect(commandsIn(text)).toEqual([]);
  });

  test('reads the annotations that a report writes, and what they say', () => {
    const read = commandsIn(toGithub(everyVerdictDocument()));
    expect(read.length).toBeGreaterThan(3);
    expect(new Set(read.map(({ runner }) => runner))).toEqual(new Set(['GitHub']));
    expect(read[0]).toMatchObject({ name: 'error', properties: { title: expect.stringContaining('exit code 1') } });
  });

  test('decodes what a property says', () => {
    expect(commandsIn('::error file=a%2Cb%3Ac,title=%2541::d%0Ae')).toMatchObject([
      { properties: { file: 'a,b:c', title: '%41' }, data: 'd\ne' },
    ]);
  });
});

test('the reader of terminals finds each kind of control function', () => {
  const kinds = (text: string): string[] => terminalControls(text).map(({ kind }) => kind);
  expect(kinds('a\x1b[31mb\x9b2Jc')).toEqual(['CSI 31m', 'CSI 2J']);
  expect(kinds('a\x1b]0;title\x07b\x1bPq\x1b\\c\x9dx\x9cd\x1b_x\x1b\\')).toEqual(
    ['OSC', 'DCS', 'OSC', 'APC'].slice(0, 4),
  );
  expect(kinds('a\rb\x07c\x7fd\te\x85f\x1bcg')).toEqual(['C0 0d', 'C0 07', 'C0 7f', 'C0 09', 'C1 85', 'ESC c']);
  expect(kinds('a\u202eb\u200bc\u{e0041}d\ud800e\u2028f\ufe0fg\u3164')).toEqual([
    'hidden 202e',
    'hidden 200b',
    'hidden e0041',
    'hidden d800',
    'hidden 2028',
    'hidden fe0f',
    'hidden 3164',
  ]);
  expect(kinds('plain text, 範囲\nof two lines')).toEqual([]);
});
