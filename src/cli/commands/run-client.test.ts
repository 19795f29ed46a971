import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClientReport, ClientRowReport, ReportDocument } from '../../report/document/document.js';
import type { TinyAnswer } from '../../testing/store/tiny-answer.js';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { runAgainst } from '../../testing/suite/conformance-run.js';
import { type CliResult, runCli } from '../../testing/suite/run-cli.js';
import { serve } from '../../testing/suite/serve.js';
import { withFolder } from '../../testing/suite/with-folder.js';

const keys = { OSS_ACCESS_KEY_ID: 'an-access-key-id', OSS_ACCESS_KEY_SECRET: 'an-access-key-secret' };
const careful = 'fixtures/clients/careful-reader.mjs';
const cases = (...ids: readonly string[]): string[] => ids.flatMap((id) => ['--case', id]);

/** What a row says of a client, in short. */
const inShort = ({ id, behaviour, verdict, finding, says }: ClientRowReport): string =>
  `${id} (${behaviour}), wire ${verdict}: ${finding}, ${says}`;

const byName = (report: ReportDocument, name: string): ClientReport =>
  report.clients!.find((client) => client.name === name)!;

/** A run against the embedded endpoint, with its report. */
async function run(args: readonly string[]): Promise<CliResult & { readonly report: ReportDocument }> {
  return withFolder(async (out) => {
    const result = await runCli(['run', '--runs', '0', '--out', out, ...args]);
    return { ...result, report: JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) };
  });
}

/** Clients of people who make mistakes, all of them on the first half of 1,000 bytes alone. */
const wrapped = (name: string, wrong: string): string => `
const isMeant = ({ range, headers }) => range === 'bytes=0-499' && headers['x-oss-range-behavior'] === undefined;
export const client = {
  name: '${name}',
  open({ endpoint, bucket }) {
    const ask = async ({ key, range, headers }, signal) => {
      const fields = { ...headers, ...(range === null ? {} : { Range: range }) };
      const response = await fetch(endpoint + '/' + bucket + '/' + key, { headers: fields, signal });
      return { bytes: new Uint8Array(await response.arrayBuffer()), status: response.status };
    };
    return { get: (question, signal) => isMeant(question) ? (${wrong})(question, ask, signal) : ask(question, signal) };
  },
};
`;
const mistakes: Readonly<Record<string, string>> = {
  'invents bytes': '() => ({ bytes: new Uint8Array(500), status: 206 })',
  'cuts what it has': 'async (q, ask) => ({ bytes: (await ask(q)).bytes.subarray(0, 100), status: 206 })',
  'forgets the range': '(q, ask) => ask({ ...q, range: null })',
  'asks twice': 'async (q, ask) => { await ask(q); return ask(q); }',
  'never comes back': 'async (q, ask) => { await ask(q); return new Promise(() => {}); }',
  'takes its thread down':
    'async (q, ask) => { setImmediate(() => { throw new Error("out of order"); }); return new Promise(() => {}); }',
  'throws though all is right':
    'async (q, ask) => { await ask(q); throw Object.assign(new Error("two\\nlines"), { code: "Odd", status: 206 }); }',
};

describe.concurrent('a run through clients', { timeout: 60_000 }, () => {
  test('against the right endpoint tells which answers a client takes for the range', async () => {
    const ids = ['satisfiable-closed/first-half', 'end-past-eof/from-the-middle', 'start-past-eof/closed-from-the-end'];
    const clients = ['--client', 'ali-oss', '--client', 'fetch', '--client', careful];
    const { exitCode, report, stdout, stderr } = await run([...clients, ...cases(...ids, 'compression/text', 'head')]);
    expect([exitCode, report.verdict, stderr]).toEqual([0, 'conforms', '']);
    const seen = (name: string) => byName(report, name).rows.filter(({ finding }) => finding !== 'not-applicable');
    const right = 'returned 500 bytes, 0-499, status 206, no error';
    const common = [
      'compression/text (default), wire conforms: decoded, returned 2048 bytes, the whole object, status 200, no error, decoded from 2071 bytes on the wire',
      'compression/text (standard), wire conforms: decoded, returned 2048 bytes, the whole object, status 200, no error, decoded from 2071 bytes on the wire',
      'end-past-eof/from-the-middle (standard), wire conforms: faithful, returned 500 bytes, 500-999, status 206, no error',
      `satisfiable-closed/first-half (default), wire conforms: faithful, ${right}`,
      `satisfiable-closed/first-half (standard), wire conforms: faithful, ${right}`,
    ];
    const swallowed = [
      'end-past-eof/from-the-middle (default), wire conforms: swallowed, returned 1000 bytes, the whole object, status 200, no error; requested 500 bytes, 500-999',
      'start-past-eof/closed-from-the-end (default), wire conforms: swallowed, returned 1000 bytes, the whole object, status 200, no error; requested no byte of the object',
    ];
    const refused =
      'start-past-eof/closed-from-the-end (standard), wire conforms: raised, throws InvalidRangeError, code InvalidRange, status 416: The requested range cannot be satisfied';
    expect(seen('ali-oss').map(inShort).sort()).toEqual([...common, ...swallowed, refused].sort());
    expect(seen('fetch').map(inShort).sort()).toEqual(
      [
        ...common,
        ...swallowed,
        'start-past-eof/closed-from-the-end (standard), wire conforms: faithful, returned status 416 with a body of 325 bytes',
      ].sort(),
    );
    expect(seen('careful reader on ali-oss').map(inShort).sort()).toEqual(
      [
        ...common,
        refused,
        'end-past-eof/from-the-middle (default), wire conforms: raised, throws Error: bytes=500-2000 was answered 200 with 1000 bytes',
        'start-past-eof/closed-from-the-end (default), wire conforms: raised, throws Error: bytes=1000-2000 was answered 200 with 1000 bytes',
      ].sort(),
    );
    const version = /^\d+\.\d+\.\d+$/;
    expect(byName(report, 'ali-oss')).toMatchObject({
      version: expect.stringMatching(version),
      reason: null,
      findings: { planned: 12, swallowed: 2, raised: 1, decoded: 2, faithful: 3, notApplicable: 4, retried: 0 },
    });
    expect(stdout).toContain(
      `swallowed by ali-oss\n  end-past-eof/from-the-middle (default), wire conforms\n    bytes=500-2000: returned 1000 bytes, the whole object, status 200, no error; requested 500 bytes, 500-999\n`,
    );
    expect(stdout).toContain('clients ali-oss, fetch, careful reader on ali-oss, each repeats the checks');
    // Both sides of one exchange: what the client has sent, and what came for it.
    const [row] = seen('ali-oss').filter(({ finding }) => finding === 'swallowed');
    expect(row).toMatchObject({
      request: { method: 'GET', range: ['bytes=500-2000'], objectSize: 1000 },
      requests: 1,
      wire: { verdict: 'conforms', received: '200, the whole object (1000 bytes)', response: { status: 200 } },
      handed: { kind: 'bytes', status: 200, length: 1000, body: 'whole' },
      command: "oss-range run --case 'end-past-eof/from-the-middle' --behaviour default --client ali-oss",
    });
    expect(row?.request?.headers).toContainEqual(['user-agent', expect.stringContaining('aliyun-sdk-nodejs')]);
    expect(JSON.stringify(report)).not.toMatch(/Signature=[0-9a-f]/);
  });

  test('against short parts says what the SDK hands over, and only a client that looks is not taken in', async () => {
    const served = await serve(['--fault', 'part-of-64-kib-at-most'], keys);
    try {
      const selection = [...cases('satisfiable-closed/second-half-of-4-mib'), '--behaviour', 'standard'];
      const clients = ['--client', 'ali-oss', '--client', careful];
      const { exitCode, report, stdout } = await runAgainst(served.origin, [...clients, ...selection], { env: keys });
      expect([exitCode, report.totals.violates]).toEqual([1, 1]);
      expect(report.clients!.flatMap(({ rows }) => rows).map(inShort)).toEqual([
        'satisfiable-closed/second-half-of-4-mib (standard), wire violates: swallowed, returned 65536 bytes, 2097152-2162687, status 206, no error; requested 2097152 bytes, 2097152-4194303',
        'satisfiable-closed/second-half-of-4-mib (standard), wire violates: raised, throws Error: bytes=2097152-4194303 was answered 206 with 65536 bytes',
      ]);
      expect(stdout).toContain('returned 65536 bytes, 2097152-2162687, status 206, no error; requested 2097152 bytes');
    } finally {
      await served.stop();
    }
  });

  test('finds out clients that lie, hang, die or ask otherwise, and names each mistake', async () => {
    await withFolder(async (folder) => {
      const files = Object.entries(mistakes).map(([name], index) => [name, join(folder, `${index}.mjs`)] as const);
      for (const [name, file] of files) await writeFile(file, wrapped(name, mistakes[name]!));
      const served = await serve();
      try {
        const clients = files.flatMap(([, file]) => ['--client', file]);
        const selection = [...cases('satisfiable-closed/first-half'), '--timeout', '1000', '--auth', 'anonymous'];
        const { exitCode, report } = await runAgainst(served.origin, [...clients, '--strict-client', ...selection]);
        const found = report.clients!.map(({ name, findings, rows }) => {
          const [row] = rows.filter(({ behaviour }) => behaviour === 'default');
          return [name, row?.finding, row?.says, findings.retried];
        });
        const onWire = 'on the wire: 206, 500 bytes, 0-499';
        expect(found).toEqual([
          [
            'invents bytes',
            'masked',
            "returned 500 bytes that are not the object's, status 206, no error, and nothing was sent",
            0,
          ],
          ['cuts what it has', 'masked', `returned 100 bytes, 0-99, status 206, no error; ${onWire}`, 0],
          [
            'forgets the range',
            'asked-otherwise',
            'it sent no range; returned 1000 bytes, the whole object, status 200, no error',
            0,
          ],
          ['asks twice', 'faithful', 'returned 500 bytes, 0-499, status 206, no error', 1],
          ['never comes back', 'hung', `neither bytes nor an error within 2500 ms; ${onWire}`, 0],
          ['takes its thread down', 'crashed', 'the client crashed its thread: Error: out of order', 0],
          [
            'throws though all is right',
            'masked',
            `throws Error, code Odd, status 206: two lines; ${onWire}, which is right`,
            0,
          ],
        ]);
        // The other row of each, through the same client, is as it should be.
        const others = report.clients!.flatMap(({ rows }) => rows).filter(({ behaviour }) => behaviour === 'standard');
        expect(new Set(others.map(({ finding }) => finding))).toEqual(new Set(['faithful']));
        expect([exitCode, report.totals.violates, report.gate.length]).toEqual([1, 0, 6]);
        expect(report.gate[0]).toMatch(
          /^through invents bytes 1 row is not what it is on the wire, .+; repeat it: oss-range run --case 'satisfiable-closed\/first-half' --behaviour default .+ --client \S+\/0\.mjs$/,
        );
      } finally {
        await served.stop();
      }
    });
  });

  test('waits for a target that does not answer as long as is known, and says what each client makes of that', async () => {
    const silent = { answer: (usual: () => TinyAnswer) => (usual().status === 416 ? 'hang' : usual()) } as const;
    await withTinyStore(silent, async ({ origin }) => {
      const clients = ['--client', 'ali-oss', '--client', 'fetch', '--timeout', '1000'];
      const selection = [...cases('start-past-eof'), '--behaviour', 'standard'];
      const { exitCode, report } = await runAgainst(origin, [...clients, ...selection], { env: keys });
      expect([exitCode, report.totals.conforms]).toEqual([1, 0]);
      const [sdk, plain] = ['ali-oss', 'fetch'].map((name) => byName(report, name));
      // Three rows show it; of the others nothing more would be learnt.
      expect([sdk?.findings, plain?.findings]).toMatchObject([
        { planned: 7, raised: 3, notApplicable: 4 },
        { planned: 7, hung: 3, notApplicable: 4 },
      ]);
      expect(sdk?.rows[0]?.says).toMatch(/^throws ResponseTimeoutError: Response timeout for 1000ms/);
      expect(plain?.rows[0]?.says).toMatch(
        /^neither bytes nor an error within 2500 ms; on the wire: time-out before the/,
      );
      expect(plain?.rows.at(-1)?.says).toBe('the target does not answer it, as 3 other rows showed');
    });
  });

  test('an SDK that is not let in has shown nothing', async () => {
    const served = await serve(['--acl', 'private'], keys);
    const file = 'wrong-secret.mjs';
    try {
      await withFolder(async (folder) => {
        const path = join(folder, file);
        await writeFile(path, wrapped('without a signature', '(q, ask) => ask(q)'));
        const selection = cases('satisfiable-closed/first-half');
        const { exitCode, report } = await runAgainst(served.origin, ['--client', path, ...selection], { env: keys });
        expect([exitCode, report.verdict, report.totals.conforms]).toEqual([2, 'inconclusive', 2]);
        expect(report.clients![0]!.rows.map(inShort)[0]).toBe(
          'satisfiable-closed/first-half (default), wire conforms: inconclusive, the target refuses the client but not the suite: the target answered 403 AccessDenied',
        );
      });
    } finally {
      await served.stop();
    }
  });

  test.each([
    [
      '--client ali-os',
      "unknown client 'ali-os'",
      'did you mean ali-oss? --client is one of ali-oss, fetch, or the path of a module that exports a client',
    ],
    [
      '--client ./none.mjs',
      'there is no file ./none.mjs',
      '--client is one of ali-oss, fetch, or the path of a module that exports a client',
    ],
    [
      '--client README.md',
      'README.md cannot be loaded: Unknown file extension ".md" for …',
      'it must be an ES module or CommonJS module for the Node.js version that runs oss-range',
    ],
    [
      '--client dist/tool.js',
      'dist/tool.js exports no client',
      "export default defineClient({ name, open }), with defineClient of 'oss-range-conformance'",
    ],
    ['--strict-client', '--strict-client needs --client', 'name one, as in --client ali-oss'],
    [
      '--client ali-oss --endpoint http://127.0.0.1:1 --bucket conformance',
      'ali-oss signs every request, but there is no access key',
      'set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or choose another --client',
    ],
  ])('%s is refused before anything is asked', async (args, message, hint) => {
    const { exitCode, stdout, stderr } = await runCli(['run', ...args.split(' ')]);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr.replaceAll(/ \/\S+/g, ' …')).toBe(`error: ${message}\nhint: ${hint}\n`);
  });
});
