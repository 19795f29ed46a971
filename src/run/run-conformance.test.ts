import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ConformanceSettings,
  type ReportDocument,
  type RunEvent,
  runConformance,
  startEmbeddedEndpoint,
} from 'oss-range-conformance';
import { describe, expect, test } from 'vitest';
import { runCli } from '../testing/suite/run-cli.js';
import { withFolder } from '../testing/suite/with-folder.js';

/** A report without what differs from run to run: times, folders, ports, and the answers' own fields. */
function steady(document: ReportDocument) {
  const text = JSON.stringify({ ...document, run: { ...document.run, requests: 0, bytesSent: 0, bytesReceived: 0 } })
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll(/oss-range-conformance\/[0-9a-f]{12}/g, 'FOLDER')
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, 'DATE')
    .replaceAll(/"(\w*[dD]urationMs)":[\d.]+/g, '"$1":0')
    .replaceAll(/"startedAt":"[^"]+"/g, '"startedAt":""');
  const { checks, properties, ...rest }: ReportDocument = JSON.parse(text);
  const plain = <Entry extends ReportDocument['checks'][number] | ReportDocument['properties'][number]>(
    entry: Entry,
  ) => {
    const { id, name, behaviour, verdict, level, aspects, received } = {
      id: '',
      name: '',
      aspects: [],
      received: '',
      ...entry,
    };
    return { id, name, behaviour, verdict, level, aspects, received };
  };
  return { ...rest, checks: checks.map(plain), properties: properties.map(plain) };
}

/** The JSON report of the binary, and its exit code. */
function reportOfCli(args: readonly string[]) {
  return withFolder(async (folder) => {
    const { exitCode } = await runCli(['run', ...args, '--report', 'json=report.json'], { cwd: folder });
    const report: ReportDocument = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    return { exitCode, report };
  });
}

/** The settings of `startEmbeddedEndpoint`, those of the run, and the same as options. */
interface Comparison {
  readonly fault?: string;
  readonly settings: ConformanceSettings;
  readonly args: readonly string[];
  readonly exitCode: number;
}

const row = 'end-past-eof/from-the-middle';

describe.concurrent('a run by the API comes to the report and the exit code of the command', () => {
  test.for<[string, Comparison]>([
    ['that conforms', { settings: { cases: ['end-past-eof'] }, args: ['--case', 'end-past-eof'], exitCode: 0 }],
    [
      'that violates',
      {
        fault: 'clamps-under-default',
        settings: { cases: [row, 'property/suffix-inside'], runs: 5 },
        args: ['--case', row, '--case', 'property/suffix-inside', '--runs', '5'],
        exitCode: 1,
      },
    ],
    [
      'under one behaviour and from a level',
      {
        fault: 'clamps-under-default',
        settings: { cases: ['end-past-eof'], behaviours: ['standard'], level: 'required', strict: true },
        args: ['--case', 'end-past-eof', '--behaviour', 'standard', '--level', 'required', '--strict'],
        exitCode: 0,
      },
    ],
  ])('%s', async ([, { fault, settings, args, exitCode }], { expect }) => {
    const { url, bucket, region, close } = await startEmbeddedEndpoint({ fault });
    try {
      const target = ['--endpoint', url, '--bucket', bucket, '--region', region];
      const byCommand = await reportOfCli([...target, '--seed', '1', ...args]);
      const report = await runConformance({ endpoint: url, bucket, region, seed: 1, ...settings });
      expect(report.exitCode).toBe(exitCode);
      expect(byCommand.exitCode).toBe(exitCode);
      expect(report.checks.length).toBeGreaterThan(0);
      expect(steady(report)).toEqual(steady(byCommand.report));
    } finally {
      await close();
    }
  });

  test('of the embedded endpoint, which is the default', async ({ expect }) => {
    const cases = ['suffix-zero'];
    const { report: ofCommand } = await reportOfCli(['--case', ...cases, '--seed', '3']);
    for (const settings of [{}, { target: 'embedded' }, { embedded: true }]) {
      const report = await runConformance({ ...settings, cases, seed: 3 }, { env: {} });
      expect([report.verdict, report.target.name]).toEqual(['conforms', 'embedded endpoint']);
      expect(steady(report)).toEqual(steady(ofCommand));
    }
  });

  test('of a target that cannot be used', async ({ expect }) => {
    const { url: endpoint, close } = await startEmbeddedEndpoint();
    await close();
    const report = await runConformance({ endpoint, bucket: 'conformance', region: 'cn-hangzhou', cases: [row] });
    expect([report.verdict, report.exitCode, report.checks]).toEqual(['inconclusive', 2, []]);
    expect(report.gate).toEqual([expect.stringContaining('oss-range')]);
  });

  test('of the target that the environment names', async ({ expect }) => {
    const { url, bucket, region, close } = await startEmbeddedEndpoint();
    try {
      const env = { OSS_ENDPOINT: url, OSS_BUCKET: bucket, OSS_REGION: region };
      const report = await runConformance({ cases: [row] }, { env });
      expect([report.target.endpoint, report.exitCode]).toEqual([url, 0]);
    } finally {
      await close();
    }
  });

  test('with a seed that can be used again where none was set', async ({ expect }) => {
    const [one, other] = await Promise.all([1, 2].map(() => runConformance({ cases: [row] }, { env: {} })));
    expect(one?.run.seed).toEqual(expect.any(Number));
    expect(one?.run.seed).not.toBe(other?.run.seed);
  });
});

describe('bad settings are refused before anything is sent', () => {
  const wrong = (settings: unknown): ConformanceSettings => settings as ConformanceSettings;

  test.for<[unknown, string, string]>([
    [{ case: ['suffix'] }, 'usage', 'not "case" (did you mean "cases"?)'],
    [{ profile: {} }, 'usage', 'not "profile"'],
    [null, 'usage', 'settings must be a mapping'],
    [{ cases: 'suffix' }, 'usage', 'cases must be a list, not "suffix"'],
    [{ cases: [1] }, 'usage', 'cases must be a text, not the number 1'],
    [{ behaviours: ['both'] }, 'usage', 'behaviours must be one of default, standard, not "both"'],
    [{ behaviours: [] }, 'usage', 'behaviours has at least 1 entry'],
    [{ level: 'must' }, 'usage', 'level must be one of required, expected, observed, not "must"'],
    [{ strict: 'yes' }, 'usage', 'strict must be true or false, not "yes"'],
    [{ runs: -1 }, 'usage', 'runs must be a whole number from 0 to 1000000, not the number -1'],
    [{ seed: 0.5 }, 'usage', 'seed must be a whole number'],
    [{ concurrency: 0 }, 'usage', 'concurrency must be a whole number from 1 to 1000, not the number 0'],
    [{ timeoutMs: Number.NaN }, 'usage', 'timeoutMs must be a whole number'],
    [{ exhaustive: 65 }, 'usage', 'exhaustive must be a whole number from 1 to 64, not the number 65'],
    [{ auth: 'v4' }, 'usage', 'auth must be one of'],
    [{ addressing: 'host' }, 'usage', 'addressing must be one of'],
    [{ capabilities: { apend: false } }, 'usage', 'did you mean "append"?'],
    [{ capabilities: { append: 1 } }, 'usage', 'append must be true, false, or the reason'],
    [{ level: 'must', runs: -1 }, 'usage', 'runs must be a whole number'],
    [{ strictClient: true }, 'usage', '--strict-client needs --client'],
    [{ object: 'a', large: true }, 'usage', '--large cannot be combined with --object'],
    [{ prefix: '/' }, 'usage', 'is not a folder name'],
    [{ cases: ['end-past-oef'] }, 'unknown-id', 'end-past-oef'],
    [{ cases: ['property/*'], runs: 0 }, 'empty-selection', ''],
    [{ specs: ['missing.yaml'] }, 'spec-unreadable', 'missing.yaml'],
    [{ deviations: 'missing.yaml' }, 'config-invalid', 'missing.yaml'],
    [{ clients: ['nobody'] }, 'client-missing', 'nobody'],
    [{ endpoint: undefined }, 'config-invalid', '--endpoint needs a value'],
    [{ target: 'embedded' }, 'config-invalid', '--embedded tests the embedded endpoint'],
    [{ auth: 'oss-v4' }, 'credentials-missing', 'needs an access key'],
  ])('%j', async ([settings, code, message]) => {
    let requests = 0;
    const { url, bucket, region, close } = await startEmbeddedEndpoint({
      onRequest: () => {
        requests += 1;
      },
    });
    try {
      const target = settings === null ? null : { endpoint: url, bucket, region, ...(settings as object) };
      const error: unknown = await runConformance(wrong(target), { env: {} }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'SuiteError', code, message: expect.stringContaining(message) });
      expect((error as { hint?: string }).hint).toEqual(expect.any(String));
      expect(requests).toBe(0);
    } finally {
      await close();
    }
  });
});

describe('a run by the API', () => {
  const withStore = async (use: (target: ConformanceSettings, keys: () => Promise<string>) => Promise<void>) => {
    const { url, bucket, region, close } = await startEmbeddedEndpoint();
    try {
      const keys = async () => (await fetch(`${url}/${bucket}?list-type=2`)).text();
      await use({ endpoint: url, bucket, region, cases: ['end-past-eof'] }, keys);
    } finally {
      await close();
    }
  };

  test('tells what happens, with the report at the end', () =>
    withStore(async (target) => {
      const events: RunEvent[] = [];
      const report = await runConformance(target, { onEvent: (event) => events.push(event) });
      const kinds = events.map(({ kind }) => kind);
      expect(kinds).toEqual(['run-planned', ...report.checks.map(() => 'check-finished'), 'run-finished']);
      expect(events.at(-1)).toEqual({ kind: 'run-finished', document: report });
    }));

  test('that is stopped is inconclusive and leaves nothing behind', () =>
    withStore(async (target, keys) => {
      const stop = new AbortController();
      const report = await runConformance(target, {
        signal: stop.signal,
        onEvent: ({ kind }) => void (kind === 'check-finished' && stop.abort()),
      });
      expect([report.verdict, report.exitCode]).toEqual(['inconclusive', 2]);
      expect(await keys()).not.toContain('<Key>');
    }));

  test('whose listener throws ends with that error and leaves nothing behind', () =>
    withStore(async (target, keys) => {
      let calls = 0;
      const running = runConformance(target, {
        onEvent: ({ kind }) => {
          if (kind !== 'check-finished') return;
          calls += 1;
          throw new Error('from the listener');
        },
      });
      await expect(running).rejects.toThrow('from the listener');
      expect(calls).toBe(1);
      expect(await keys()).not.toContain('<Key>');
    }));

  test('reads an existing object, and writes nothing', () =>
    withStore(async ({ endpoint, bucket, region }, keys) => {
      await fetch(`${endpoint}/${bucket}/there`, { method: 'PUT', body: 'x'.repeat(1000) });
      const report = await runConformance({ endpoint, bucket, region, object: 'there', runs: 1 });
      expect([report.exitCode, report.run.prefix]).toEqual([0, '']);
      expect((await keys()).match(/<Key>/g)).toHaveLength(1);
    }));

  test('takes a client of the user, and what it prints', () =>
    withFolder((folder) =>
      withStore(async (target) => {
        const file = join(folder, 'client.mjs');
        await writeFile(
          file,
          `export default { name: 'mine', open: () => ({ get: async () => { console.log('asked'); throw new Error('no'); } }) };`,
        );
        const lines: string[] = [];
        const report = await runConformance(
          { ...target, cases: ['satisfiable-closed/first-byte'], clients: [file] },
          { onClientOutput: (line) => lines.push(line) },
        );
        expect(report.clients?.map(({ name }) => name)).toEqual(['mine']);
        expect(lines.join('\n')).toContain('asked');
      }),
    ));
});
