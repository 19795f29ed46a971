import { describe, expect, test } from 'vitest';
import { specLine } from '../../testing/readers/spec-line.js';
import { runCli } from '../../testing/suite/run-cli.js';

interface Listing {
  readonly checks: readonly { readonly id: string; readonly behaviour: string; readonly level: string }[];
  readonly properties: readonly { readonly id: string }[];
}

async function list(...args: string[]): Promise<Listing> {
  return JSON.parse((await runCli(['list', '--json', ...args])).stdout) as Listing;
}

describe.concurrent('a listing', () => {
  test('has each case once under each behaviour, and each property', async () => {
    const { checks, properties } = await list();
    const ids = new Set(checks.map(({ id }) => id));
    expect(checks).toHaveLength(2 * ids.size);
    expect(properties.length).toBeGreaterThan(20);
    expect(checks.find(({ id }) => id === 'duplicate-range-lines/two-ranges')).toEqual({
      id: 'duplicate-range-lines/two-ranges',
      behaviour: 'default',
      topic: 'duplicate-range-lines',
      title: 'two lines with different ranges',
      level: 'observed',
      evidence: ['rfc9110-14.2'],
      facts: ['F13'],
      spec: specLine('duplicate-range-lines/two-ranges'),
    });
  });

  test('keeps what --case, --level and --behaviour name', async () => {
    const selection = ['--case', 'suffix-zero/*', '--case', 'property/open', '--level', 'required'];
    const { checks, properties } = await list(...selection, '--behaviour', 'default');
    expect([checks.map(({ id, level }) => [id, level]), properties.map(({ id }) => id)]).toEqual([
      [
        ['suffix-zero/of-128-kib', 'required'],
        ['suffix-zero/of-a-thousand', 'required'],
        ['suffix-zero/of-twenty', 'required'],
      ],
      ['property/open'],
    ]);
  });

  test('for readers has one line a case', async () => {
    const { exitCode, stdout } = await runCli(['list', '--case', 'suffix-zero']);
    expect([exitCode, stdout]).toEqual([
      0,
      [
        'suffix-zero/of-128-kib     default required, standard expected  no last bytes of 128 KiB',
        'suffix-zero/of-a-thousand  default required, standard expected  no last bytes of 1,000',
        'suffix-zero/of-twenty      default required, standard expected  no last bytes of 20',
        '',
        '6 checks and 0 properties',
        '',
      ].join('\n'),
    ]);
  });
});

describe.concurrent('a case is shown', () => {
  test('with its requests, what must come back, and who says so', async ({ expect }) => {
    const { exitCode, stdout } = await runCli(['show', 'suffix-longer/one-byte-longer']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "suffix-longer/one-byte-longer
        a suffix one byte longer than the object
        specs/suffix-longer.yaml:23

      default: required
        > GET /bytes-1000 HTTP/1.1        (an object of 1000 bytes)
        > Range: bytes=-1001
        expected: 200, the whole object
        vendor-document: How to obtain OSS resources by HTTP Range requests (English, 2023-07-11 and 2026-03-20)
          https://www.alibabacloud.com/help/en/oss/how-to-obtain-oss-resources-by-segmenting-http-range-requests
        vendor-document: How to obtain OSS resources by HTTP Range requests (Chinese)
          https://help.aliyun.com/document_detail/39571.htm

      standard: required
        > GET /bytes-1000 HTTP/1.1        (an object of 1000 bytes)
        > Range: bytes=-1001
        > x-oss-range-behavior: standard
        expected: 206, bytes 0-999
        transcript: The same guide with the full requests and answers of 2019-10-18 (copy on the DingTalk help site, 2025-09-10)
          https://help.dingtalk.io/open/development/use-range-download-a-part-of-content

      "
    `);
  });

  test('as JSON with its sources', async () => {
    const { stdout } = await runCli(['show', 'suffix-longer/one-byte-longer', '--json']);
    const { id, range, location, sources } = JSON.parse(stdout);
    expect({ id, range, location, sources: sources.map((source: { id: string }) => source.id) }).toEqual({
      id: 'suffix-longer/one-byte-longer',
      range: ['bytes=-1001'],
      location: specLine('suffix-longer/one-byte-longer'),
      sources: ['range-guide', 'range-guide-cn', 'range-guide-transcript'],
    });
  });

  test('and so is a property', async () => {
    const { exitCode, stdout } = await runCli(['show', 'property/suffix-longer']);
    expect([exitCode, stdout.split('\n').slice(0, 4)]).toEqual([
      0,
      [
        'property/suffix-longer',
        '',
        'default: required',
        '  A suffix longer than the object is ignored: 200 with the whole object.',
      ],
    ]);
  });
});
