import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CheckReport } from '../report/document/document.js';
import { type ConformanceRun, runAgainst } from '../testing/suite/conformance-run.js';
import { type RequestedRange, withWireFaults } from '../testing/wire/wire-faults.js';
import { type WireSituation, wireSituations } from '../testing/wire/wire-situations.js';

/** What the operating system says of the largest resident size of this process alone, in KiB; told when it ends. */
const tellPeak = `--import=data:text/javascript,${encodeURIComponent(
  "import{readFileSync}from'node:fs';process.on('exit',()=>{try{process.stderr.write(readFileSync('/proc/self/status','utf8').match(/VmHWM:.*/)[0])}catch{}})",
)}`;
const peakMiB = (stderr: string): number => Number(/VmHWM:\s*(\d+) kB/.exec(stderr)?.[1] ?? 0) / 1024;

const verdictOf = (check: CheckReport | undefined): readonly string[] => {
  if (check?.verdict === 'inconclusive') return ['inconclusive', check.cause?.kind ?? ''];
  const violated = check?.aspects.filter(({ verdict }) => verdict === 'violates').map(({ aspect }) => aspect) ?? [];
  return [check?.verdict ?? 'none', ...new Set(violated)];
};

/** Whether a strict reader takes the XML; where there is none, `runAgainst` has read it already. */
function isWellFormed(xml: string): boolean {
  const { error, status } = spawnSync('xmllint', ['--noout', '-'], { input: xml });
  return error !== undefined || status === 0;
}

/** Each situation has an object of its own, by whose size the store knows what to spoil. */
const sizes = new Map(wireSituations.map((situation, index) => [1001 + index, situation]));

/** A row of the table that asks for what a situation spoils; HEAD is asked by a row that is there. */
function rowOf(size: number, { name, row }: WireSituation): string {
  const [range, answer] =
    row === 'refused'
      ? [`${size}-`, 'status: 416, body: error, code: InvalidRange']
      : ['500-999', 'status: 206, body: 500-999'];
  return [
    `  - id: wire/spoilt-${size}`,
    `    title: a range that meets ${name}`,
    `    object: bytes-${size}`,
    `    range: bytes=${range}`,
    '    expect:',
    `      default: { ${row === 'refused' ? 'status: 200, body: whole' : answer} }`,
    `      standard: { ${answer} }`,
    '    level: required',
    '    evidence: [seed, range-guide-transcript]',
  ].join('\n');
}
const headSize = 1000;

/** Asks for several situations in one run, so that a process is started for some and not for each. */
async function runOf(part: readonly [number, WireSituation][]): Promise<ConformanceRun> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-range-wire-'));
  const bySize = new Map(part.map(([size, situation]) => [situation.row === 'head' ? headSize : size, situation]));
  try {
    const rows = [...bySize].filter(([size]) => size !== headSize).map(([size, situation]) => rowOf(size, situation));
    const file = join(folder, 'wire.yaml');
    await writeFile(file, `topic: wire\nabout: Answers that are spoilt on the wire.\ncases:\n${rows.join('\n')}\n`);
    const selection = ['wire', ...(bySize.has(headSize) ? ['head/satisfiable'] : [])].flatMap((id) => ['--case', id]);
    const flags = ['--specs', file, '--behaviour', 'standard', '--runs', '0', '--timeout', '700', '--concurrency', '6'];
    const answer = ({ range, size }: RequestedRange) => {
      const situation = bySize.get(size);
      const isControl = range === `bytes=0-${size - 1}`;
      return situation === undefined || (isControl && !situation.onControls) ? null : situation.answer;
    };
    return await withWireFaults({ answer }, ({ origin }) =>
      runAgainst(origin, [...selection, ...flags], { env: { NODE_OPTIONS: tellPeak } }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const processes = 5;
const parts = Array.from({ length: processes }, (_, part) => [...sizes].filter(([size]) => size % processes === part));

describe('a fault on the wire ends neither in a pass, nor in a hang, nor in a crash', () => {
  const runs: ConformanceRun[] = [];
  beforeAll(async () => {
    const left = [...parts];
    const work = async (): Promise<void> => {
      for (let part = left.shift(); part !== undefined; part = left.shift()) runs.push(await runOf(part));
    };
    await Promise.all([work(), work()]);
  }, 120_000);

  test.each([...sizes].map(([size, situation]) => ({ name: situation.name, size, situation })))(
    '$name',
    { timeout: 60_000 },
    async ({ size, situation }) => {
      const id = situation.row === 'head' ? 'head/satisfiable' : `wire/spoilt-${size}`;
      const verdictIn = (them: readonly ConformanceRun[]): readonly string[] =>
        verdictOf(them.flatMap(({ report }) => report.checks).find((its) => its.id === id));
      let verdict = verdictIn(runs);
      // What depends on when it comes is asked again by itself, when less goes on.
      for (let again = 0; again < 3 && situation.isTimed && `${verdict}` !== `${situation.expected}`; again++) {
        verdict = verdictIn([await runOf([[size, situation]])]);
      }
      expect(verdict).toEqual(situation.expected);
    },
  );

  test('within bounds of time and memory, and every report is well-formed and says the same', () => {
    for (const { exitCode, durationMs, stderr, stdout, junitText, report } of runs) {
      expect({ exitCode, notRun: report.totals.notRun, isWellFormed: isWellFormed(junitText) }).toEqual({
        exitCode: 1,
        notRun: 0,
        isWellFormed: true,
      });
      // What bounds all situations of a process bounds each of them; in ms and MiB.
      expect(durationMs).toBeLessThan(15_000);
      expect(peakMiB(stderr)).toBeLessThan(300);
      expect(stderr.replace(/VmHWM:.*/, '')).toBe('');
      expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}]/u);
    }
  });
});

test(
  'connections that are refused from some request on leave nothing judged, and the cause is named',
  {
    timeout: 30_000,
  },
  () =>
    withWireFaults({ answer: () => null, lastRequest: 30 }, async ({ origin }) => {
      const { report, exitCode } = await runAgainst(origin, [
        '--case',
        'satisfiable-closed',
        '--case',
        'open',
        '--behaviour',
        'standard',
        '--timeout',
        '500',
      ]);
      expect([exitCode, report.totals.violates, report.totals.notRun + report.totals.inconclusive > 10]).toEqual([
        2,
        0,
        true,
      ]);
      expect(report.gate).toEqual([expect.stringContaining('cannot be reached: connection refused while connecting')]);
    }),
);

test.each<[name: string, scheme: string, bytes: string, cause: RegExp]>([
  ['TLS to a server without TLS', 'https', 'HTTP/1.1 400 Bad Request\r\n\r\n', /cannot be reached: /],
  ['no TLS to a server with TLS', 'http', '\x15\x03\x01\x00\x02\x02\x46', /cannot be reached: the answer is not HTTP /],
])('%s judges nothing, and the cause is named', { timeout: 30_000 }, async (_, scheme, bytes, cause) => {
  // The greeting of TLS is no request: whatever comes first is answered.
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes, 'latin1'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { exitCode, report } = await runAgainst(origin, ['--runs', '0', '--timeout', '500']);
    expect([exitCode, report.checks, report.gate]).toEqual([2, [], [expect.stringMatching(cause)]]);
    expect(report.run.durationMs).toBeLessThan(15_000);
  } finally {
    server.close();
  }
});
