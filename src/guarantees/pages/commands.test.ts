import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageCommands, pageFiles, parsePage, readPage } from '../../testing/readers/page.js';
import { runCli, runLine } from '../../testing/suite/run-cli.js';
import { type Served, serve } from '../../testing/suite/serve.js';
import { withFolder } from '../../testing/suite/with-folder.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Hosts of the internet. A proxy that does not exist keeps the requests on this machine. */
const needsRealService = /aliyuncs\.com|mirror\.example\.com|oss-public\.yaml/;

/** What a reader replaces, and what the test puts there. */
const placeholders: readonly (readonly [written: RegExp, replacement: string])[] = [
  [/[[\]]/g, ''],
  [/^oss-range judge (FILE|RECORDING)/, 'oss-range judge run.jsonl'],
  [/--deviations FILE/, '--deviations known-deviations.yaml'],
  [/\b(REPORT(\.\.\.)?|A|B|BEFORE|AFTER)(?= |$)/g, 'reports/report.json'],
  [/--html FILE/, '--html written.html'],
  [/\bFILE\b/g, 'written'],
  [/\bID\b/g, 'end-past-eof/from-the-middle'],
  [/\bRANGE\b/g, 'bytes=0-9'],
  [/\bNAME\b/g, 'suffix-is-a-prefix'],
  [/\bKEY\b/g, 'existing'],
  [/http:\/\/127\.0\.0\.1:\d+/g, '"$OSS_ENDPOINT"'],
  [/--port \d+/, '--port 0'],
];

/** What keeps a test from taking a user's time; the options of the page stay as they are. */
const shortened: readonly (readonly [command: RegExp, replacement: string])[] = [
  [/^oss-range run (?!.*--(case|specs|large))(.*)$/, 'oss-range run $2 --case end-past-eof'],
  [/--budget 10m/, '--budget 1s'],
  [/^oss-range score (.*)$/, 'oss-range score $1 --fault suffix-is-a-prefix'],
];

/** Commands for work on this repository, and what runs them. */
const npmCommands: Readonly<Record<string, string>> = {
  'npm ci': '.ci/run',
  'npm start': '.ci/run',
  'npm cit': '.ci/run runs both of its parts',
  'npm run build': 'src/testing/suite/build-once.ts',
  'npm run check': '.ci/run runs both of its parts',
  'npm run conformance': 'src/run/vitest/conformance.test.ts',
  'npm run score': 'src/cli/commands/score.test.ts, with some of the faults: all of them take two minutes',
  'npm run schemas': 'the tests of the schemas, which compare the files with new ones',
  'npm run transcripts': 'src/tools/transcripts compares the page with a new one',
  'npm run mutate': 'no test: it takes half an hour',
  'npm run endpoints NAME': '.ci/run, with the servers that are marked for it',
  'npm run endpoints -- --publish': 'no test: it takes eight minutes and installs 41 servers',
  'npm run endpoints:test': '.ci/run',
  'npm run clients NAME': '.ci/run, with the clients that are marked for it',
  'npm run clients -- --publish': 'no test: it takes minutes and installs clients',
  'npm run clients -- --page': 'src/tools/real-clients compares the page with a new one',
  'npm run clients:test': '.ci/run',
  'npm install --global .': 'no test: it changes the machine',
  'npm install --save-dev ali-oss': '.ci/run, as a part of npm ci',
  'npx vitest run src/spec src/lint': '.ci/run, as a part of npm test',
};

/** Named without the arguments that they need, which is a usage error. */
const namesAlone: readonly string[] = [
  ...['oss-range', 'npx oss-range', 'node dist/cli/main.js'],
  ...['oss-range matrix', 'oss-range deviations update'],
];

function expectedExitCode(line: string): number {
  if (needsRealService.test(line)) return 2;
  return namesAlone.includes(line) ? 3 : 0;
}

const asInstalled = (line: string): string =>
  line.replace(/^(npx oss-range|node dist\/cli\/main\.js)(?= |$)/, 'oss-range');

const replaced = (line: string, by: readonly (readonly [RegExp, string])[]): string =>
  by.reduce((text, [written, replacement]) => text.replace(written, replacement), line);

const pages = await Promise.all(pageFiles.map(readPage));
const seen = new Set<string>();
/** Each command once, on the first page that has it. */
const commandsOf = new Map(
  pages.map((page) => [page.file, pageCommands(page).filter((line) => !seen.has(line) && seen.add(line))]),
);
const all = [...seen];
const isOurs = (line: string): boolean => asInstalled(line).startsWith('oss-range');

describe('the commands in the pages', { timeout: 120_000 }, () => {
  const keys = { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 'secret' };
  const served: Served[] = [];

  beforeAll(async () => {
    served.push(await serve([], keys), await serve(['--fault', 'clamps-under-default'], keys));
  });
  afterAll(async () => void (await Promise.all(served.map((endpoint) => endpoint.stop()))));

  const environment = (file: string): Record<string, string> => {
    const [right, clamping] = served;
    const { origin } = (file.startsWith('fixtures/deviations') ? clamping : right)!;
    return { ...keys, OSS_ENDPOINT: origin, ENDPOINT: origin, OSS_BUCKET: 'conformance', OSS_REGION: 'cn-hangzhou' };
  };

  /** The folder of a reader who has run the suite once, with a recording, and has rows and a client of their own. */
  async function prepare(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
    await mkdir(join(folder, 'node_modules'));
    await Promise.all([
      symlink(join(root, 'node_modules/ali-oss'), join(folder, 'node_modules/ali-oss')),
      symlink(root, join(folder, 'node_modules/oss-range-conformance')),
      symlink(join(root, 'fixtures'), join(folder, 'fixtures')),
      copyFile(join(root, 'fixtures/clients/careful-reader.mjs'), join(folder, 'my-client.mjs')),
      writeFile(join(folder, 'known-deviations.yaml'), '[]\n'),
      fetch(`${env.OSS_ENDPOINT}/conformance/existing`, { method: 'PUT', body: 'x'.repeat(100) }),
    ]);
    const rows = await readFile(join(root, 'specs/end-past-eof.yaml'), 'utf8');
    await writeFile(join(folder, 'my-rows.yaml'), rows.replaceAll('end-past-eof', 'my-rows'));
    await runCli(['run', '--case', 'end-past-eof', '--record', 'run.jsonl'], { cwd: folder, env });
  }

  /** 0 also for a server that listens and stops. */
  async function exitCodeOf(line: string, cwd: string, env: Readonly<Record<string, string>>): Promise<number | null> {
    const command = asInstalled(line);
    if (needsRealService.test(line)) {
      return (await runLine(command, { cwd, env: { ...keys, HTTPS_PROXY: 'http://127.0.0.1:1' } })).exitCode;
    }
    const runnable = replaced(replaced(command, placeholders), shortened);
    const [, serveArgs] = /^oss-range serve (.*)$/.exec(runnable) ?? [];
    if (serveArgs === undefined) return (await runLine(runnable, { cwd, env })).exitCode;
    await (await serve(serveArgs.split(' '))).stop();
    return 0;
  }

  it.each(pageFiles)('in %s end as the page says', async (file) => {
    await withFolder(async (folder) => {
      const env = environment(file);
      const lines = commandsOf.get(file)!.filter(isOurs);
      if (lines.length > 0) await prepare(folder, env);
      const results: unknown[] = [];
      for (const line of lines) {
        results.push({ line, exitCode: await exitCodeOf(line, folder, env) });
      }
      expect(results).toEqual(lines.map((line) => ({ line, exitCode: expectedExitCode(line) })));
    });
  });

  it('for this repository are all known, and their scripts exist', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const others = all.filter((line) => !isOurs(line));
    expect(others.sort()).toEqual(Object.keys(npmCommands).sort());
    expect(
      others.flatMap((line) => /^npm run (\S+)/.exec(line)?.[1] ?? []).filter((name) => !(name in scripts)),
    ).toEqual([]);
  });

  it('are found in shell blocks, in scripts of YAML blocks, and between backticks', () => {
    const text = [
      'Run `oss-range list`, or `judge FILE`; `run.seed` is a field.',
      '```sh',
      'oss-range run # all',
      'npm ci && npm start',
      '```',
    ];
    const yaml = ['```yaml', '- run: npx oss-range run', '```'];
    expect(pageCommands(parsePage('x.md', [...text, '', ...yaml].join('\n')))).toEqual([
      ...['oss-range run', 'npm ci', 'npm start', 'npx oss-range run', 'oss-range list', 'oss-range judge FILE'],
    ]);
  });
});
