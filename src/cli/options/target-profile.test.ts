import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReportDocument } from '../../report/document/document.js';
import { planSuite, prepareSuite } from '../../run/prepare-run.js';
import { capabilities } from '../../spec/model/capability.js';
import { type TinyDeviation, withTinyStore } from '../../testing/store/tiny-store.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { withFolder } from '../../testing/suite/with-folder.js';

/** A profile of a store of the tests, as a file. */
async function withProfile<T>(lines: readonly string[], use: (file: string) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const file = join(folder, 'mine.yaml');
    await writeFile(file, lines.map((line) => `${line}\n`).join(''));
    return use(file);
  });
}

const readOnly = ['endpoint: http://127.0.0.1:9', 'addressing: cname', 'auth: anonymous', 'object: file.bin'];

describe.concurrent('a target profile', { timeout: 60_000 }, () => {
  test('decides for run and replay what no flag says, and what it declares is taken at its word', () => {
    const asked: string[] = [];
    const store: TinyDeviation = {
      answer: (usual, request) => {
        asked.push(`${request.method} ${request.target}`);
        return usual();
      },
    };
    return withTinyStore(store, ({ origin }) =>
      withProfile(
        [
          'name: my store',
          `endpoint: ${origin}`,
          'bucket: conformance',
          'prefix: mine',
          'timeout: 3000',
          'capabilities:',
          '  append: it is a cache',
          '  symlink: false',
          '  copy: false',
          '  part-copy: its parts are its own',
          '  versions: the bucket keeps none',
          '  multipart: true',
        ],
        async (file) => {
          const out = join(file, '..', 'out');
          const flags = [
            '--target',
            file,
            '--auth',
            'anonymous',
            '--capability',
            'versions=none are kept',
            '--name',
            'mine',
          ];
          const selection = [
            '--case',
            'object-kinds',
            '--case',
            'part-copy/inside',
            '--runs',
            '0',
            '--level',
            'required',
          ];
          const run = await runCli(['run', ...flags, '--out', out, ...selection]);
          const reportFile = join(out, 'report.json');
          const report = JSON.parse(await readFile(reportFile, 'utf8')) as ReportDocument;
          expect([run.exitCode, report.target, report.run.prefix.replace(/[0-9a-f]{12}/, 'FOLDER')]).toEqual([
            2,
            {
              name: 'mine',
              endpoint: origin,
              bucket: 'conformance',
              region: '',
              addressing: 'path',
              auth: 'anonymous',
              capabilities: {
                append: 'it is a cache',
                copy: false,
                multipart: true,
                'part-copy': 'its parts are its own',
                symlink: false,
                versions: 'none are kept',
              },
              profile: file,
            },
            'mine/FOLDER/',
          ]);
          const why = (part: string): unknown => {
            const found = report.checks.find(({ id }) => id.includes(part));
            return found && [found.verdict, found.reason ?? found.cause?.message];
          };
          expect(['append', 'copied', 'link', 'parts', 'version'].map(why)).toEqual([
            ['not-applicable', 'the target lacks append: it is a cache'],
            ['not-applicable', 'the target lacks copy: declared in its profile'],
            ['not-applicable', 'the target lacks symlink: declared in its profile'],
            ['inconclusive', 'the target is declared to have multipart, and POST ?uploads was answered 404 NoSuchKey'],
            ['not-applicable', 'the target lacks versions: none are kept'],
          ]);
          expect(report.notices).toContain(
            'The target lacks append (it is a cache); checks that need it are not applicable.',
          );
          expect(asked.filter((line) => /append|symlink|versionId/.test(line))).toEqual([]);
          const parted = report.checks.find(({ verdict }) => verdict === 'inconclusive')!;
          expect(parted.repro.command).toContain(` --target ${file} --endpoint ${origin} `);
          const replayed = await runCli(['replay', reportFile, parted.id, '--target', file]);
          expect([replayed.exitCode, replayed.stderr, replayed.stdout]).toEqual([
            2,
            '',
            expect.stringContaining(
              'the target is declared to have multipart, and POST ?uploads was answered 404 NoSuchKey',
            ),
          ]);
        },
      ),
    );
  });

  test('with an object lets the doctor read it and write nothing', () =>
    withTinyStore({}, async ({ origin, objects }) => {
      await fetch(`${origin}/conformance/file.bin`, { method: 'PUT', body: '0123456789' });
      await withProfile([...readOnly.slice(1), `endpoint: ${origin}/`], async (file) => {
        const flags = ['--target', file, '--addressing', 'path', '--bucket', 'conformance'];
        const { exitCode, stdout } = await runCli(['doctor', ...flags]);
        const lines = stdout.trimEnd().replaceAll(origin, 'ORIGIN').split('\n');
        expect([exitCode, lines.filter((line) => !line.includes('clock')), [...objects.keys()]]).toEqual([
          0,
          [
            'ok      target           ORIGIN, bucket conformance, path addressing, anonymous',
            'ok      name             127.0.0.1 is an address',
            'ok      read             GET file.bin gives 10 bytes; nothing is written',
            'ok      range            bytes=4-7 was answered 206 with 4 bytes',
            'ok      range, standard  bytes=4-7 was answered 206 with 4 bytes',
            'note    validators       ETag present, Last-Modified present, x-oss-hash-crc64ecma absent, Accept-Ranges present',
            'note    conditions       wrong: GET with If-None-Match was answered 200; a run judges it',
            'ok      multi-range      supported',
            'note    v4               not checked: it signs its request, but there is no access key',
            'note    v1               not checked: it signs its request, but there is no access key',
            'note    presign, v4      not checked: it signs its request, but there is no access key',
            'note    presign, v1      not checked: it signs its request, but there is no access key',
            'note    private-objects  not supported: GET without credentials was answered 200',
            'note    virtual-host     not supported: GET with the bucket in Host was answered 404',
          ],
          ['file.bin'],
        ]);
      });
    }));

  test.each([
    [['probe', 'bytes=0-0'], 'probe writes an object'],
    [['clean'], 'clean removes objects'],
  ])('with an object refuses %j', (args, what) =>
    withProfile(readOnly, async (file) => {
      const { exitCode, stderr } = await runCli([...args, '--target', file]);
      expect([exitCode, stderr.replaceAll(file, 'FILE')]).toEqual([
        3,
        `error: FILE is read-only (object: file.bin), but ${what}\nhint: test the existing object: oss-range run --target FILE\n`,
      ]);
    }),
  );

  test('that is wrong is refused with file, line, what is wrong and what is allowed', () =>
    withProfile(['endpoint: http://127.0.0.1:9', 'capabilities:', '  apend: false'], async (file) => {
      const { exitCode, stderr } = await runCli(['run', '--target', file]);
      expect([exitCode, stderr.replaceAll(file, 'FILE')]).toEqual([
        3,
        [
          `error: FILE:3:3: capabilities has the keys ${capabilities.join(', ')}, not "apend" (did you mean "append"?)`,
          'hint: correct the target profile; specs/schema/target.schema.json describes every key',
          '',
        ].join('\n'),
      ]);
    }));

  test('can be given to a suite of vitest, whose own settings win', () =>
    withProfile(
      ['endpoint: http://127.0.0.1:9', 'bucket: conformance', 'prefix: mine', 'timeout: 3000', 'concurrency: 3'],
      async (file) => {
        const suite = await prepareSuite({ target: file, concurrency: 2, cases: ['open'], runs: 0 }, { env: {} });
        const { prefix, timeoutMs, concurrency, target } = suite;
        expect([prefix, timeoutMs, concurrency, target.endpoint.origin]).toEqual([
          'mine/',
          3000,
          2,
          'http://127.0.0.1:9',
        ]);
      },
    ));

  test('is not needed to refuse a suite of vitest for an existing object', () =>
    expect(planSuite({ endpoint: 'http://127.0.0.1:9', object: 'file.bin' })).rejects.toMatchObject({
      code: 'usage',
      message: 'the target is read-only (object: file.bin)',
      hint: 'test that object: oss-range run --object file.bin',
    }));

  test('with an object is none for a suite of vitest, which writes', () =>
    withProfile(readOnly, (file) =>
      expect(planSuite({ target: file })).rejects.toMatchObject({
        code: 'usage',
        message: `${file} is read-only (object: file.bin)`,
      }),
    ));
});
