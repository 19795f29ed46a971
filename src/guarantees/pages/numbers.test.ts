import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDeviations } from '../../gate/deviations/file/read-deviations.js';
import { controls } from '../../reference/faults/controls.js';
import { faults } from '../../reference/faults/faults.js';
import { readPage } from '../../testing/readers/page.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { serve } from '../../testing/suite/serve.js';
import { withFolder } from '../../testing/suite/with-folder.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What differs from run to run: port, the run's own folder, and time. */
const steady = (line: string): string =>
  line
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/(oss-range-conformance\/)[0-9a-f]{12}/g, '$1FOLDER')
    .replace(/ in [\d.]+ m?s,/, ' in TIME,')
    .trimEnd();

/** Where a sample is not what a run printed: null, or the first line that is missing. `…` leaves out lines, or the end of one. */
function missingLine(sample: string, output: string): string | null {
  const printed = output.split('\n').map(steady);
  let at = 0;
  let maySkip = true;
  for (const line of sample.split('\n').map(steady)) {
    if (line.trim() === '…') {
      maySkip = true;
      continue;
    }
    const isLine = (text: string): boolean => (line.endsWith('…') ? text.startsWith(line.slice(0, -1)) : text === line);
    const found = printed.findIndex((text, index) => index >= at && isLine(text));
    if (found < 0 || (!maySkip && found !== at)) return line;
    at = found + 1;
    maySkip = false;
  }
  return null;
}

async function sampleOf(file: string, start: string): Promise<string> {
  const { blocks } = await readPage(file);
  const found = blocks.find(({ language, text }) => language === 'text' && text.startsWith(start));
  if (found === undefined) throw new Error(`${file} has no block that starts with ${start}`);
  return found.text;
}

const keys = { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 'secret' };

/** What a run prints that names a target with one fault. */
async function outputAgainst(
  fault: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { origin, stop } = await serve(['--fault', fault], env);
  try {
    return await withFolder(async (out) => {
      const target = ['--endpoint', origin, '--bucket', 'conformance', '--region', 'cn-hangzhou'];
      return (await runCli(['run', ...target, '--out', out, ...args], { env })).stdout;
    });
  } finally {
    await stop();
  }
}

describe('what the pages print', () => {
  it('of a run that conforms is what a run with that seed prints', async () => {
    const sample = await sampleOf('README.md', 'OSS range conformance');
    const [, seed = ''] = /seed (\d+)/.exec(sample) ?? [];
    const { stdout } = await withFolder((out) => runCli(['run', '--seed', seed, '--out', out]));
    expect(missingLine(sample, stdout), stdout).toBeNull();
  });

  it('of a violation is what a run against that store prints', async () => {
    const sample = await sampleOf('README.md', 'end-past-eof/from-the-middle');
    const row = ['--case', 'end-past-eof/from-the-middle', '--behaviour', 'default'];
    const output = await outputAgainst('clamps-under-default', row);
    expect(missingLine(sample, output), output).toBeNull();
  });

  it('of clients is what a run with them prints', async () => {
    const sample = await sampleOf('fixtures/clients/README.md', 'swallowed by ali-oss');
    const rows = ['--case', 'satisfiable-closed/second-half-of-4-mib', '--case', 'end-past-eof/from-the-middle'];
    const output = await outputAgainst(
      'part-of-64-kib-at-most',
      [...rows, '--client', 'ali-oss', '--client', 'fetch'],
      keys,
    );
    expect(missingLine(sample, output), output).toBeNull();
  });

  it.each([
    ['another number', 'a\n2 b', 'a\n1 b'],
    ['a line between that no ellipsis stands for', 'a\nc', 'a\nb\nc'],
    ['another order', 'b\na', 'a\nb'],
    ['another start of a line', 'ax…', 'ay z'],
  ])('would be rejected with %s', (_, sample, output) => {
    expect(missingLine(sample, output)).not.toBeNull();
  });

  it('may leave out lines and ends of lines where an ellipsis says so', () => {
    expect(missingLine('a\n…\nc …', 'a\nb\nc d')).toBeNull();
  });
});

describe('the samples of files in the pages', () => {
  it('show a row as it stands in the table', async () => {
    const { blocks } = await readPage('specs/README.md');
    const rows = blocks.filter(({ language, text }) => language === 'yaml' && text.startsWith('- id: '));
    const table = await readFile(join(root, 'specs/end-past-eof.yaml'), 'utf8');
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(table).toContain(text.replaceAll(/^/gm, '  '));
  });

  it('show a list of known deviations that can be read', async () => {
    const { blocks } = await readPage('fixtures/deviations/README.md');
    const lists = blocks.filter(({ language }) => language === 'yaml');
    expect(lists.length).toBeGreaterThan(0);
    for (const { text } of lists) expect(readDeviations({ file: 'README.md', text }).length).toBeGreaterThan(0);
  });

  it('show permissions as JSON', async () => {
    const { blocks } = await readPage('fixtures/targets/README.md');
    const policies = blocks.filter(({ language }) => language === 'json').map(({ text }) => JSON.parse(text));
    expect(policies).toMatchObject([{ Version: '1', Statement: [{ Effect: 'Allow' }] }]);
  });
});

describe('what the pages count', () => {
  it('is what there is', async () => {
    const servers = await readdir(join(root, 'reports/published/servers'));
    const { text } = await readPage('README.md');
    const words = text.replaceAll(/\s+/g, ' ');
    expect(words).toContain(`can be broken in ${faults.length} ways`);
    expect(words).toContain(`accuses none of ${controls.length} endpoints`);
    expect(words).toContain(`the results for ${servers.length} servers`);
  });
});
