import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deviations } from '../../testing/store/tiny-deviations.js';
import { type TinyDeviation, type TinyRequest, withTinyStore } from '../../testing/store/tiny-store.js';
import { type ConformanceRun, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { runHere } from '../../testing/suite/run-here.js';

const theirs = randomBytes(12_345);

/** A run about an object that lies in a store already, with every request that the store saw after it was put there. */
async function about(bytes: Buffer, deviation: TinyDeviation, args: readonly string[] = []) {
  const seen: TinyRequest[] = [];
  const watched: TinyDeviation = {
    ...deviation,
    answer: async (usual, request, objects) => {
      seen.push(request);
      return (await deviation.answer?.(usual, request, objects)) ?? usual();
    },
  };
  return withTinyStore(watched, async ({ origin, objects }) => {
    (objects as Map<string, Buffer>).set('their/object.bin', bytes);
    const start = args.includes('--record') ? runAgainst : runHere;
    const run = await start(origin, ['--auth', 'anonymous', '--object', 'their/object.bin', ...args]);
    return { ...run, methods: new Set(seen.map(({ method }) => method)), objects: [...objects.keys()] };
  });
}

const violated = ({ report }: Pick<ConformanceRun, 'report'>): string[] =>
  [...report.checks, ...report.properties.map((property) => ({ ...property, id: `property/${property.name}` }))]
    .filter(({ verdict }) => verdict === 'violates')
    .map(({ id, behaviour }) => `${id} (${behaviour})`);

const selection = [
  ...['satisfiable-closed', 'end-past-eof', 'start-past-eof', 'suffix', 'property/end-past-eof'],
  ...['property/satisfiable-closed', 'property/start-past-eof', 'property/suffix-inside'],
].flatMap((id) => ['--case', id]);

describe('a run about an object that is there already', () => {
  test.each([
    ['random bytes', theirs, ['--runs', '5'], []],
    [
      'one byte repeated',
      Buffer.alloc(3000, 'x'),
      selection,
      [expect.stringMatching(/^2999 of the 3000 bytes .* varied content\.$/)],
    ],
    ['one byte', Buffer.from('x'), ['--runs', '5'], []],
    ['more than a block', randomBytes(70_000), selection, []],
  ])('writes nothing and conforms where the store does: %s', { timeout: 60_000 }, async (_, bytes, args, warnings) => {
    const run = await about(bytes, {}, args);
    expect([run.exitCode, violated(run), run.methods, run.objects]).toEqual([
      0,
      [],
      new Set(['GET', 'HEAD']),
      ['their/object.bin'],
    ]);
    expect(run.report.run.prefix).toBe('');
    expect(run.stdout).toContain(`object  their/object.bin, ${bytes.length.toLocaleString('en-US')} byte`);
    expect(run.report.notices).toEqual([
      expect.stringMatching(/^\d+ rows that need their own objects were skipped; nothing was written\.$/),
      ...warnings,
    ]);
  });

  test('asks of an empty object what can be asked of it', { timeout: 60_000 }, async () => {
    const run = await about(Buffer.alloc(0), {}, ['--case', 'empty-object']);
    expect([run.exitCode, run.report.properties, run.report.checks.length > 5]).toEqual([0, [], true]);
  });

  test.each<[string, TinyDeviation, string]>([
    ['clamps under default', deviations.clampsUnderDefault, 'end-past-eof/from-the-middle (default)'],
    ['is off by one at the start', deviations.firstByteOffByOne, 'satisfiable-closed/all-bytes (standard)'],
    ['ignores the mode header', deviations.ignoresModeHeader, 'start-past-eof/closed-from-the-end (standard)'],
    ['sends the right length from the wrong place', deviations.prefixForEveryPart, 'suffix/last-byte (default)'],
  ])('finds that a store %s', { timeout: 60_000 }, async (_, deviation, row) => {
    const run = await about(theirs, deviation, [...selection, '--runs', '10']);
    expect([run.exitCode, run.methods]).toEqual([1, new Set(['GET', 'HEAD'])]);
    expect(violated(run)).toContain(row);
    expect(violated(run).some((id) => id.startsWith('property/'))).toBe(true);
  });

  test('prints lines that repeat a question and put nothing anywhere', { timeout: 60_000 }, async () => {
    const { report } = await about(theirs, deviations.clampsUnderDefault, [
      '--case',
      'end-past-eof',
      '--case',
      'property/end-past-eof',
    ]);
    const curls = [
      ...report.checks.map(({ repro }) => repro.curl),
      ...report.properties.flatMap(({ counterexample }) => counterexample?.curl ?? []),
    ];
    expect(curls.filter((line) => /PUT|seq/.test(line) || !line.includes('/their/object.bin'))).toEqual([]);
    expect(report.checks[0]?.repro.command).toMatch(/^oss-range run --case .* --object their\/object\.bin$/);
  });

  test('draws no conclusion where the object changes meanwhile', { timeout: 60_000 }, async () => {
    const changing: TinyDeviation = {
      answer: (usual, { method, key }, objects) => {
        if (method === 'HEAD') (objects as Map<string, Buffer>).set(key, Buffer.from('another one'));
        return usual();
      },
    };
    const folder = await mkdtemp(join(tmpdir(), 'oss-range-object-'));
    try {
      const file = join(folder, 'run.jsonl');
      const args = ['--case', 'satisfiable-closed', '--runs', '0', '--record', file];
      const run = await about(theirs, changing, args);
      expect([run.exitCode, run.report.verdict, run.report.checks]).toEqual([2, 'inconclusive', []]);
      expect(run.report.gate).toEqual([
        expect.stringMatching(
          /^the object changed during the run: ETag was "[0-9A-F]{32}" and is "[0-9A-F]{32}"; choose an object that does not change: oss-range run --object KEY$/,
        ),
      ]);
      const judged = await runCli(['judge', file, '--report', 'json=-']);
      const { verdict, checks, totals, gate } = JSON.parse(judged.stdout) as ConformanceRun['report'];
      expect([judged.exitCode, verdict, checks, totals, gate]).toEqual([
        2,
        'inconclusive',
        [],
        run.report.totals,
        run.report.gate,
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('keeps a recording that is judged as the run was, and that no replay writes for', {
    timeout: 60_000,
  }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oss-range-object-'));
    try {
      const file = join(folder, 'run.jsonl');
      const args = ['--runs', '5', '--record', file, '--case', 'multi-range', '--case', 'end-past-eof'];
      const run = await about(theirs, deviations.clampsUnderDefault, args);
      const judged = await runCli(['judge', file, '--out', folder]);
      const again = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
      expect([judged.exitCode, violated({ report: again })]).toEqual([run.exitCode, violated(run)]);
      // A line that would write is as wrong here as in the report of the run.
      const lines = ({ report }: Pick<ConformanceRun, 'report'>) => report.checks.map(({ repro }) => repro);
      expect(lines({ report: again })).toEqual(lines(run));
      const replayed = await runCli(['replay', join(folder, 'report.json')]);
      expect([replayed.exitCode, replayed.stderr]).toEqual([
        3,
        `error: the report tested an existing object, but a replay writes its own
hint: test that object again with the command in the report: oss-range run --object KEY --case ID
`,
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('ends with one sentence where the object is not there', { timeout: 60_000 }, async () => {
    await withTinyStore({}, async ({ origin }) => {
      const run = ['run', '--endpoint', origin, '--bucket', 'conformance', '--auth', 'anonymous', '--object', 'none'];
      const { exitCode, stderr } = await runCli(run);
      expect([exitCode, stderr]).toEqual([
        2,
        `error: none at ${origin} cannot be read: GET was answered 404
hint: give the key of an existing object with --object
`,
      ]);
    });
  });

  test.each([
    [
      ['--create-bucket', '--endpoint', 'http://127.0.0.1:9'],
      '--create-bucket cannot be combined with --object, which writes nothing',
    ],
    [
      ['--exhaustive', '3', '--endpoint', 'http://127.0.0.1:9'],
      '--exhaustive cannot be combined with --object: it needs its own objects',
    ],
    [[], 'no endpoint is given, but --object describes a target'],
  ])('refuses what does not go with it: %s', async (args, message) => {
    const { exitCode, stderr } = await runCli(['run', '--object', 'their/object.bin', ...args]);
    expect([exitCode, stderr.split('\n')[0]]).toEqual([3, `error: ${message}`]);
  });
});

function hasNginx(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A file served by nginx on a free port of loopback, with the log of its requests in the end. */
async function servedByNginx<T>(
  file: Buffer,
  use: (origin: string) => Promise<T>,
): Promise<{ result: T; log: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  await mkdir(join(folder, 'root', 'files'), { recursive: true });
  await writeFile(join(folder, 'root', 'files', 'object.bin'), file);
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http { access_log ${folder}/access.log; ${temporary.join(' ')} server { listen 127.0.0.1:${port}; root ${folder}/root; } }
`,
  );
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  try {
    await listening(port);
    const result = await use(`http://127.0.0.1:${port}`);
    nginx.kill('SIGQUIT');
    await new Promise((resolve) => nginx.once('exit', resolve));
    return { result, log: await readFile(join(folder, 'access.log'), 'utf8') };
  } finally {
    nginx.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.end());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** `.ci/run` installs it; elsewhere it may be missing. */
test.skipIf(!hasNginx())(
  'nginx is found to answer as RFC 9110 has it, without a byte written',
  { timeout: 60_000 },
  async () => {
    const { result, log } = await servedByNginx(theirs, async (origin) => {
      const out = await mkdtemp(join(tmpdir(), 'oss-range-nginx-report-'));
      const target = ['--endpoint', origin, '--bucket', 'files', '--auth', 'anonymous', '--object', 'object.bin'];
      const run = await runCli(['run', ...target, '--out', out]);
      const report: ConformanceRun['report'] = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
      await rm(out, { recursive: true });
      return { ...run, report };
    });
    const ranges = (behaviour: string, topic: string): string[] => [
      ...new Set(
        result.report.checks
          .filter((check) => check.behaviour === behaviour && check.topic === topic && check.level === 'required')
          .map(({ verdict }) => verdict),
      ),
    ];
    expect([result.exitCode, result.report.checks.length > 350]).toEqual([1, true]);
    expect([ranges('default', 'end-past-eof'), ranges('default', 'start-past-eof')]).toEqual([
      ['violates'],
      ['violates'],
    ]);
    expect([ranges('standard', 'end-past-eof'), ranges('default', 'satisfiable-closed')]).toEqual([
      ['conforms'],
      ['conforms'],
    ]);
    expect(result.report.explanations[0]?.sentence).toMatch(
      /^under default this endpoint answers \d+ of \d+ deciding rows like RFC 9110: /,
    );
    expect(new Set(log.match(/"[A-Z]+ (?=\/)/g))).toEqual(new Set(['"GET ', '"HEAD ']));
  },
);
