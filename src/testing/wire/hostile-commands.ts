import { hostileStrings } from './hostile-strings.js';

/** What the runners of CI services obey, each anywhere in a line or at its start. */
const commands = [
  '::error file=a,line=1::b',
  '::warning::b',
  '::add-mask::b',
  '::stop-commands::token',
  '::token::',
  '::set-output name=a::b',
  '::set-env name=NODE_OPTIONS::--require=/tmp/a',
  '::add-matcher::a.json',
  '::group::a',
  '::error title=a%0A%3A%3Aadd-mask%3A%3Ab::c%0A::add-mask::d',
  '##[error]a',
  '##[stop-commands]token',
  '##[add-path]/tmp',
  '##[set-env name=PATH;]/tmp',
  '##[section]a',
  '##[group]a',
  '##vso[task.setvariable variable=PATH;isOutput=true]/tmp',
  '##vso[task.complete result=Succeeded;]a',
  '##vso[artifact.upload artifactname=a]/etc/passwd',
  `##teamcity[publishArtifacts '/etc/passwd']`,
  `##teamcity[testFailed name='a' message='|n|r|x0085']`,
  '##teamcity[buildStop]',
  'section_start:1:a[collapsed=true]\r\x1b[0Kb',
  'section_end:1:a\r\x1b[0K',
  '\x1b[8mha:////4AAAAA==\x1b[0ma',
] as const;

/** Where a command can stand, and what can hide where it does. */
const around: readonly ((command: string) => string)[] = [
  (command) => command,
  (command) => ` \t\u00a0\u3000${command}`,
  (command) => `a\n${command}\nb`,
  (command) => `a\r${command}\u2028${command}\u0085${command}\v${command}\f${command}`,
  (command) => `"${command}" #${command}`,
  (command) => `\u200b\ufeff${command}\u202e`,
];

/** Controls of terminals, each of another kind, and texts without shape. */
const controls = [
  '\x1b]0;a\x07b',
  '\x1b]8;;http://evil.test\x1b\\a\x1b]8;;\x1b\\',
  '\x1b]52;c;YQ==\x07',
  '\x1bP+q544e\x1b\\',
  '\x1b_a\x1b\\\x1b^b\x1b\\\x1bXc\x1b\\',
  '\x1b[2J\x1b[H\x1b[?1049h\x1b[6n',
  '\x1bc\x1b7\x1b8\x1b(0',
  '\x9b31m\x9d0;a\x9c\x90q\x9c\x85',
  'a\b\b\rb\x7f\x07\x00',
  '\u202eb\u2066c\u2069\u061c\u200e',
  'a\u200b\u200c\u200d\u2060\ufeffb\u00ad',
  '\u{e0041}\u{e0042}\u{e007f}',
  '\ufe0f\u{e0100}\u034f\u115f\u3164\uffa0\u180e',
  '\ud83d\ud83d\udca1\udca1',
  '\ufffe\uffff\u{1ffff}\ufdd0',
  '\u2028\u2029\u0085\v\f',
] as const;

/** Each of {@link hostileStrings}, and what machines obey that read a log. */
export const allHostileStrings: readonly string[] = [
  ...Object.values(hostileStrings),
  ...controls,
  ...commands.flatMap((command) => around.map((place) => place(command))),
  ...commands.slice(0, 21).map((command) => `${command} ${'a'.repeat(20_000)}${command}`),
];

/** Every kind of command and control in one argument of a command line, which holds no NUL. */
export const hostileArgument = [...commands, ...controls].join('\n').replaceAll('\0', '');
