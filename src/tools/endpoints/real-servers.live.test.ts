import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ReportDocument } from '../../report/document/document.js';
import { ciServers, serversNamed } from './all-servers.js';
import { verdictsOf } from './compare-runs.js';
import { curlAgreement } from './curl-agreement.js';
import { lackOf } from './install.js';
import { measure } from './measure.js';
import { deviationsOf, publishedReportOf } from './pages/published-files.js';
import { type RunningServer, startServer } from './programs/start-server.js';
import type { RealServer } from './real-server.js';
import { dyingSirv } from './servers/npm-files.js';

/** What must hold of a server besides what its published report and its list of known deviations say. */
interface Pin {
  /** Verdicts of rows under default and under standard. */
  readonly rows: Readonly<Record<string, readonly [string, string]>>;
  /** Profiles under default and under standard; null where none is named. */
  readonly profiles: readonly [string | null, string | null];
}

const pins: Readonly<Record<string, Pin>> = {
  busybox: {
    rows: {
      'satisfiable-closed/first-byte': ['violates', 'violates'],
      'end-past-eof/from-the-middle': ['violates', 'conforms'],
      'start-past-eof/closed-from-the-end': ['conforms', 'violates'],
      'suffix/last-half': ['violates', 'violates'],
      'inverted/small': ['conforms', 'conforms'],
      'malformed/letters': ['conforms', 'conforms'],
      'list/two-halves': ['violates', 'conforms'],
    },
    profiles: ['', ''],
  },
  'koa-range': {
    rows: {
      'satisfiable-closed/first-byte': ['conforms', 'conforms'],
      'end-past-eof/from-the-middle': ['violates', 'violates'],
      'start-past-eof/closed-from-the-end': ['violates', 'violates'],
      'suffix/last-half': ['violates', 'violates'],
      'inverted/small': ['violates', 'violates'],
      'malformed/letters': ['violates', 'violates'],
      'list/two-halves': ['conforms', 'conforms'],
    },
    profiles: ['', ''],
  },
  nginx: {
    rows: {
      'satisfiable-closed/first-byte': ['conforms', 'conforms'],
      'end-past-eof/from-the-middle': ['violates', 'conforms'],
      'start-past-eof/closed-from-the-end': ['violates', 'violates'],
      'suffix/last-half': ['conforms', 'conforms'],
      'inverted/small': ['violates', 'violates'],
      'malformed/letters': ['violates', 'violates'],
      'list/two-halves': ['violates', 'conforms'],
    },
    profiles: ['rfc-9110', null],
  },
  'node-static': {
    rows: {
      'satisfiable-closed/first-byte': ['violates', 'violates'],
      'end-past-eof/from-the-middle': ['conforms', 'violates'],
      'start-past-eof/closed-from-the-end': ['conforms', 'violates'],
      'suffix/last-half': ['conforms', 'conforms'],
      'inverted/small': ['conforms', 'conforms'],
      'malformed/letters': ['conforms', 'conforms'],
      'list/two-halves': ['violates', 'conforms'],
    },
    profiles: ['', ''],
  },
  'rclone-http': {
    rows: {
      'satisfiable-closed/first-byte': ['conforms', 'conforms'],
      'end-past-eof/from-the-middle': ['violates', 'conforms'],
      'start-past-eof/closed-from-the-end': ['violates', 'violates'],
      'suffix/last-half': ['conforms', 'conforms'],
      'inverted/small': ['violates', 'violates'],
      'malformed/letters': ['violates', 'violates'],
      'list/two-halves': ['violates', 'conforms'],
    },
    profiles: ['', null],
  },
  s3rver: {
    rows: {
      'satisfiable-closed/first-byte': ['violates', 'violates'],
      'end-past-eof/from-the-middle': ['violates', 'conforms'],
      'start-past-eof/closed-from-the-end': ['violates', 'conforms'],
      'suffix/last-half': ['violates', 'violates'],
      'inverted/small': ['violates', 'conforms'],
      'malformed/letters': ['violates', 'conforms'],
      'list/two-halves': ['violates', 'conforms'],
    },
    profiles: ['oss-emulator-2017', 'oss-emulator-2017'],
  },
  'swift-s3api': {
    rows: {
      'satisfiable-closed/first-byte': ['conforms', 'conforms'],
      'end-past-eof/from-the-middle': ['violates', 'conforms'],
      'start-past-eof/closed-from-the-end': ['violates', 'conforms'],
      'suffix/last-half': ['conforms', 'conforms'],
      'inverted/small': ['conforms', 'conforms'],
      'malformed/letters': ['conforms', 'conforms'],
      'list/two-halves': ['violates', 'conforms'],
    },
    profiles: ['rfc-9110', null],
  },
};

/** On a machine of a contributor a server may be missing; in CI it may not. */
const isOptional = process.env.CI !== 'true';
const lacks = new Map(
  await Promise.all([...ciServers, dyingSirv].map(async (server) => [server.name, await lackOf(server)] as const)),
);
const isSkipped = ({ name }: RealServer): boolean => isOptional && lacks.get(name) !== null;

async function withServer<T>(server: RealServer, use: (running: RunningServer) => Promise<T>): Promise<T> {
  const lack = await lackOf(server);
  if (lack !== null) throw new Error(`${server.name} is not installed: ${lack}`);
  const running = await startServer(server);
  try {
    return await use(running);
  } finally {
    await running.stop();
  }
}

/** Known deviations are violations; the list is what tells them apart. */
const violating = (verdict: string): string => (verdict === 'known' ? 'violates' : verdict);

const verdictOf = ({ checks }: ReportDocument, id: string, behaviour: string): string =>
  violating(checks.find((check) => check.id === id && check.behaviour === behaviour)?.verdict ?? 'not asked');

function profileOf({ explanations }: ReportDocument, behaviour: string): string | null {
  return explanations.find((one) => one.behaviour === behaviour)?.profile ?? null;
}

/** What was asked then: a row that came later needs another publication, and fails nothing until then. */
const entriesOf = ({ checks, properties }: ReportDocument): string[] => [
  ...new Set([...checks.map(({ id }) => id), ...properties.map((property) => `property/${property.name}`)]),
];

describe.concurrent.each(ciServers.map((server) => [server.name, server] as const))('%s', (name, server) => {
  test.skipIf(isSkipped(server))(
    'answers as published, as its list of known deviations says, and as curl sees it',
    ({ expect }) =>
      withServer(server, async (running) => {
        const published = await publishedReportOf(name);
        const measurement = await measure(running, [
          ...['--deviations', deviationsOf(name)],
          ...entriesOf(published).flatMap((id) => ['--case', id]),
        ]);
        const { report, exitCode, printed } = measurement;
        expect(exitCode, printed).toBe(0);
        const verdicts = [...verdictsOf(report)].map(([entry, verdict]) => [entry, violating(verdict)]);
        expect(Object.fromEntries(verdicts)).toEqual(Object.fromEntries(verdictsOf(published)));
        const { rows, profiles } = pins[name]!;
        const found: Pin = {
          rows: Object.fromEntries(
            Object.keys(rows).map((id) => [id, [verdictOf(report, id, 'default'), verdictOf(report, id, 'standard')]]),
          ),
          profiles: [profileOf(report, 'default'), profileOf(report, 'standard')],
        };
        expect(found).toEqual({ rows, profiles });
        const { compared, disagreements } = await curlAgreement(running, measurement);
        expect([disagreements, compared >= 40]).toEqual([[], true]);
      }),
  );
});

test('each server that CI asks is pinned, and has a list', () => {
  const names = ciServers.map(({ name }) => name);
  expect(Object.keys(pins).sort()).toEqual(names);
  expect(names.filter((name) => !existsSync(deviationsOf(name)))).toEqual([]);
});

const python = serversNamed(['python-http-server'])[0]!;
const isPythonMissing = isOptional && (await lackOf(python)) !== null;

describe.concurrent('the suite', () => {
  test.skipIf(isSkipped(serversNamed(['swift-s3api'])[0]!))(
    'swift with right AWS credentials conforms where the standard behaviour is that of RFC 9110, and refuses a wrong secret',
    ({ expect }) =>
      withServer(serversNamed(['swift-s3api'])[0]!, async (running) => {
        const topics = ['end-past-eof', 'start-past-eof', 'suffix', 'suffix-longer', 'open'];
        const selection = topics.flatMap((topic) => ['--case', topic]);
        const right = await measure(running, [...selection, '--behaviour', 'standard']);
        expect([right.exitCode, right.report.totals.conforms]).toEqual([0, right.report.totals.planned]);
        expect(new Set(right.report.checks.map(({ topic }) => topic))).toEqual(new Set(topics));
        const wrong = await measure(running, selection, { OSS_ACCESS_KEY_SECRET: 'another' });
        expect([wrong.exitCode, wrong.report.verdict, wrong.report.checks, wrong.report.gate]).toEqual([
          2,
          'inconclusive',
          [],
          [expect.stringContaining('SignatureDoesNotMatch')],
        ]);
      }),
  );

  test.skipIf(isSkipped(dyingSirv))(
    'a range that ends the process of a server ends the run soon: it is inconclusive, with the cause',
    ({ expect }) =>
      withServer(dyingSirv, async (running) => {
        const { exitCode, report } = await measure(running, ['--case', 'inverted/small', '--behaviour', 'default']);
        expect([exitCode, report.checks.map(({ verdict, cause }) => [verdict, cause?.kind])]).toEqual([
          2,
          [['inconclusive', 'transport']],
        ]);
      }),
  );

  test.skipIf(isPythonMissing)(
    'a server that is killed in the middle of a run makes it inconclusive, and no missing answer a violation',
    ({ expect }) =>
      withServer(python, async (running) => {
        // It ignores every Range, which is right for these under default; nothing else makes the verdict.
        const right = ['end-past-eof', 'start-past-eof', 'inverted', 'malformed'];
        const selection = right.flatMap((name) => ['--case', `property/${name}`]);
        const measuring = measure(running, [...selection, '--behaviour', 'default', '--runs', '500']);
        // It writes a line for each request.
        while ((await running.site.log()).split('\n').length < 50) await new Promise(setImmediate);
        await running.stop();
        const { exitCode, report } = await measuring;
        expect([exitCode, report.verdict, report.properties.length]).toEqual([2, 'inconclusive', right.length]);
        expect(report.gate[0]).toMatch(/^the run was stopped: http:\S+ cannot be reached: /);
        expect(report.totals).toMatchObject({ violates: 0, planned: right.length });
      }),
  );
});
