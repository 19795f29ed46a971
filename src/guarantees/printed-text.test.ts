import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toJson } from '../report/formats/json/json.js';
import { commandsIn } from '../testing/readers/log-commands.js';
import { terminalControls } from '../testing/readers/terminal-controls.js';
import { type CliResult, runCli } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';
import { hostileArgument } from '../testing/wire/hostile-commands.js';
import { hostileDocument } from '../testing/wire/hostile-strings.js';
import { startRawServer } from '../testing/wire/raw-server.js';

/** What both streams of a command would have a runner or a terminal do. */
function obeyed({ stdout, stderr }: CliResult): string[] {
  return [stdout, stderr].flatMap((text) => [
    ...commandsIn(text).map(({ runner, name }) => `${runner} ${name}`),
    ...terminalControls(text).map(({ kind }) => kind),
  ]);
}

/** That the text was printed, and not left out. */
const recognisable = /stop-commands|buildStop|task\.complete|error file=a/;

describe.concurrent('what a command prints of its arguments and its environment', { timeout: 60_000 }, () => {
  const offline = ['run', '--endpoint', 'http://127.0.0.1:9', '--bucket', 'b', '--region', 'cn-hangzhou'];
  test.each<[string, readonly string[]]>([
    ['an unknown command', [hostileArgument]],
    ['an unknown option', ['run', `--${hostileArgument}`]],
    ['a value that an option does not take', ['run', '--runs', hostileArgument]],
    ['a glob', ['run', '--embedded', '--case', hostileArgument]],
    ['an id', ['show', hostileArgument]],
    ['a format', ['run', '--report', hostileArgument.replaceAll('=', ' ')]],
    ['a prefix', [...offline, '--prefix', `${hostileArgument}/..`]],
    ['a bucket', [...offline, '--bucket', hostileArgument]],
    ['a region', ['run', '--endpoint', 'http://127.0.0.1:9', '--bucket', 'bucket', '--region', hostileArgument]],
    ['a time-out', ['run', '--timeout', hostileArgument]],
    ['the path of a report', ['replay', hostileArgument]],
    ['the path of a table', ['list', '--specs', hostileArgument]],
    ['the path of a profile', ['run', '--target', hostileArgument]],
    ['the path of a client', ['run', '--embedded', '--client', `./${hostileArgument}.mjs`]],
    ['a fault', ['serve', '--fault', hostileArgument]],
  ])('does nothing: %s', async (_, args) => {
    const result = await runCli(args);
    expect([result.exitCode, obeyed(result)]).toEqual([3, []]);
    expect(result.stdout + result.stderr).toMatch(recognisable);
  });

  test('does nothing: the environment', async () => {
    const result = await runCli(['run'], { env: { OSS_ENDPOINT: 'http://127.0.0.1:9', OSS_BUCKET: hostileArgument } });
    expect([result.exitCode, obeyed(result)]).toEqual([3, []]);
    expect(result.stderr).toMatch(recognisable);
  });
});

test(
  'a report of another machine does nothing in what is made of it, printed as text, JSON, Markdown or HTML',
  () =>
    withFolder(async (folder) => {
      const [before, after] = [join(folder, 'before.json'), join(folder, 'after.json')];
      await writeFile(before, toJson(hostileDocument(hostileArgument)));
      await writeFile(after, (await readFile(before, 'utf8')).replaceAll('artifact.upload', 'artifact.other'));
      const results = await Promise.all([
        runCli(['diff', before, after]),
        runCli(['diff', before, after, '--json']),
        runCli(['matrix', before]),
        runCli(['matrix', before, '--html', '-']),
      ]);
      for (const result of results) {
        expect(obeyed(result)).toEqual([]);
        expect(result.stdout).toMatch(recognisable);
      }
    }),
  60_000,
);

const rowFile = (title: string): string => `topic: own
about: One row.
cases:
  - id: own/row
    title: ${title}
    object: bytes-1000
    range: bytes=0-1
    expect:
      default: { status: 206, body: 0-1 }
      standard: { status: 206, body: 0-1 }
    level: expected
    evidence: [seed]
`;

test(
  'a table does nothing where its rows are listed and shown',
  () =>
    withFolder(async (folder) => {
      const file = join(folder, 'rows.yaml');
      const title = `A 'range' of ${hostileArgument} is answered`;
      const quoted = JSON.stringify(title).replace(
        /[\u007f-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      await writeFile(file, rowFile(quoted));
      const results = await Promise.all([
        runCli(['list', '--specs', file, '--case', 'own']),
        runCli(['list', '--specs', file, '--case', 'own', '--json']),
        runCli(['show', 'own/row', '--specs', file]),
        runCli(['show', 'own/row', '--specs', file, '--json']),
      ]);
      for (const result of results) {
        expect(obeyed(result)).toEqual([]);
        expect(result.stdout + result.stderr).toMatch(recognisable);
      }
    }),
  60_000,
);

/** In one byte a character, on one line, and without what ends a header section: what a status line and a field can hold. */
const hostileField = Buffer.from(hostileArgument.replace(/\p{Cc}/gu, ' '))
  .toString('latin1')
  .slice(0, 4_000);
/** What an XML document can hold as it is. */
const hostileText = hostileArgument.replace(/[\p{Cc}\p{Cs}\ufffe\uffff&<]/gu, ' ');
const hostileBody = Buffer.from(`<Error><Code>${hostileText}</Code><Message>${hostileText}</Message></Error>`);

/** An answer of a server, or of a proxy, whose every part is hostile. */
const hostileAnswer = (status: number) => [
  `HTTP/1.1 ${status} ${hostileField}\r\nETag: "${hostileField}"\r\nContent-Range: bytes ${hostileField}\r\n` +
    `x-oss-request-id: ${hostileField}\r\nContent-Type: application/xml\r\nContent-Length: ${hostileBody.length}\r\n\r\n`,
  new Uint8Array(hostileBody),
];

const keys = { OSS_ACCESS_KEY_ID: 'LTAI5tExampleKeyId01', OSS_ACCESS_KEY_SECRET: 'Example/Secret+0123456789abcd' };

describe.each([206, 403])('a server whose answers are %i and hostile in every part', (status) => {
  test('makes no command do anything', { timeout: 60_000 }, () =>
    withFolder(async (folder) => {
      const server = await startRawServer(() => hostileAnswer(status));
      try {
        const target = [
          '--endpoint',
          server.origin,
          '--bucket',
          'bucket',
          '--region',
          'cn-hangzhou',
          '--timeout',
          '2000',
        ];
        const rows = ['--case', 'end-past-eof', '--runs', '0', '--record', join(folder, 'recording')];
        const results = await Promise.all(
          [
            ['doctor', ...target, '--out', join(folder, 'doctor')],
            ['clean', ...target, '--out', join(folder, 'clean')],
            ['probe', 'bytes=0-1', ...target, '--out', join(folder, 'probe')],
            ['run', ...target, ...rows, '--out', join(folder, 'run'), '--report', 'json=-'],
            ['run', '--object', 'key', ...target, '--case', 'suffix', '--runs', '0', '--out', join(folder, 'existing')],
          ].map((args) => runCli(args, { env: keys })),
        );
        expect(results.map((result) => [...new Set(obeyed(result))])).toEqual(results.map(() => []));
        expect(results.map(({ exitCode }) => exitCode)).not.toContain(4);
        expect(results.map(({ stdout, stderr }) => stdout + stderr).join('')).toMatch(recognisable);
        const recorded = await readFile(join(folder, 'recording'), 'utf8').catch(() => '');
        expect(commandsIn(recorded)).toEqual([]);
        expect(terminalControls(recorded)).toEqual([]);
      } finally {
        await server.close();
      }
    }),
  );
});

test('a proxy that refuses with a hostile reason makes no command do anything', { timeout: 60_000 }, async () => {
  const proxy = await startRawServer(() => hostileAnswer(502));
  try {
    const target = ['--endpoint', 'https://store.invalid', '--bucket', 'bucket', '--region', 'cn-hangzhou'];
    const result = await runCli(['doctor', ...target, '--proxy', proxy.origin], { env: keys });
    expect([result.exitCode, obeyed(result)]).toEqual([2, []]);
    expect(result.stdout + result.stderr).toMatch(recognisable);
  } finally {
    await proxy.close();
  }
});
