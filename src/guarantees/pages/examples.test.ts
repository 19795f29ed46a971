import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApiExport,
  apiExports,
  commentOf,
  type Example,
  examplesOf,
  exportedValues,
  pageExamples,
  promisedOutput,
} from '../../testing/readers/examples.js';
import { compileStrictly, installPacked } from '../../testing/suite/packed-package.js';
import { runCli, startNode } from '../../testing/suite/run-cli.js';
import { type Served, serve } from '../../testing/suite/serve.js';

const api: readonly ApiExport[] = await apiExports();
const examples: readonly Example[] = [...api.flatMap(examplesOf), ...(await pageExamples())];

/** What the clients' page calls an SDK of the reader. */
const reader = `
/** @typedef {{ endpoint: string, bucket: string, region: string, credentials: unknown }} Options */
export class MyReader {
  /** @param {Options} options */
  constructor(options) { this.options = options; }
  /** @param {string} key @param {Record<string, string>} headers */
  async read(key, headers) {
    const { endpoint, bucket } = this.options;
    const answer = await fetch(\`\${endpoint}/\${bucket}/\${key}\`, { headers });
    return { body: new Uint8Array(await answer.arrayBuffer()), status: answer.status };
  }
}
`;

const wrong: readonly (readonly [what: string, code: string, error: string])[] = [
  ['a misspelt setting', "await runConformance({ case: ['suffix'] });", "'case' does not exist"],
  ['a level that does not exist', "await runConformance({ level: 'must' });", '\'"must"\' is not assignable'],
  ['a field that no report has', 'console.log((await runConformance()).outcome);', "'outcome' does not exist"],
  ['an internal function', "import { planSuite } from 'oss-range-conformance';", "no exported member 'planSuite'"],
];

let folder: string;
let endpoint: Served;

const fileOf = ({ name, language }: Example): string => `${name.replaceAll(/\W/g, '-')}.${language}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-range-examples-'));
  endpoint = await serve([]);
  await installPacked(folder);
  await writeFile(join(folder, 'my-reader.js'), reader);
  // The reader has run the suite once, with a recording.
  await runCli(['run', '--case', 'end-past-eof', '--record', 'run.jsonl'], { cwd: folder });
  for (const example of examples) {
    const code = example.code.replaceAll('http://127.0.0.1:9000', endpoint.origin);
    await writeFile(join(folder, fileOf(example)), code);
  }
}, 60_000);

afterAll(async () => {
  await endpoint.stop();
  await rm(folder, { recursive: true });
});

describe('the public API', () => {
  it.each(api.map((one) => [one.name, one] as const))('has a comment with an example for %s', (name, one) => {
    const { comment } = one;
    expect(comment).not.toBe('');
    if (name !== 'SuiteError') expect(comment).toMatch(/^@(returns|param|throws)\b/m);
    expect(examplesOf(one).length).toBeGreaterThan(0);
    // A block that the extraction does not see would be neither compiled nor run.
    expect(examplesOf(one).length).toBe(comment.match(/^```ts$/gm)?.length);
  });

  it('is small, and has what it is for', () => {
    const names = api.map(({ name }) => name);
    const expected = 'SuiteError compareRuns defineClient gateOf readDocument rejudge renderReport runConformance';
    expect(names.sort()).toEqual([...expected.split(' '), 'startEmbeddedEndpoint']);
  });
});

describe('the examples of the API and of the pages', () => {
  it.each(['node16', 'bundler'] as const)(
    'compile in a strict project against the packed package: %s',
    async (mode) => {
      expect(examples.length).toBeGreaterThan(api.length);
      const out = mode === 'node16' ? 'out' : undefined;
      expect(await compileStrictly(folder, examples.map(fileOf), mode, out)).toBe('');
    },
  );

  it('would not compile with a mistake', async () => {
    const files = wrong.map(([what]) => `${what.replaceAll(' ', '-')}.ts`);
    for (const [index, [, code]] of wrong.entries()) {
      await writeFile(
        join(folder, files[index]!),
        `import { runConformance } from 'oss-range-conformance';\n${code}\n`,
      );
    }
    const errors = (await compileStrictly(folder, files, 'bundler')).split('\n');
    for (const [index, [, , error]] of wrong.entries()) {
      expect(errors.filter((line) => line.startsWith(files[index]!)).join('\n')).toContain(error);
    }
  });
});

describe.concurrent('the examples of the API and of the pages, once compiled,', () => {
  const runnable = examples.filter(({ code }) => !code.includes('oss-range-conformance/vitest'));
  it.each(runnable.map((example) => [example.name, example] as const))(
    'print what they promise: %s',
    async (_, example) => {
      const file = join('out', fileOf(example).replace(/\.ts$/, '.js'));
      const { exitCode, stdout, stderr } = await startNode([file], { cwd: folder }).done;
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout.split('\n').slice(0, -1)).toEqual(promisedOutput(example.code));
    },
  );

  it.each([
    ['defineClient 1', 'fetch without retries'],
    ['fixtures/clients/README.md 1', 'my reader'],
  ])('read through the client of %s', async (name, client) => {
    const file = join('out', fileOf(examples.find((example) => example.name === name)!).replace(/\.ts$/, '.js'));
    const target = ['--endpoint', endpoint.origin, '--bucket', 'conformance', '--region', 'cn-hangzhou'];
    const { exitCode, stdout } = await runCli(
      ['run', ...target, '--case', 'satisfiable-closed/first-half', '--client', `./${file}`, '--out', name],
      { cwd: folder },
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain(client);
  });
});

describe('the extraction of examples', () => {
  it('takes values and no types from an index', () => {
    const index =
      "export { a, type B, c } from './x.js';\nexport type { D } from './y.js';\nexport {\n  e,\n} from './z.js';";
    expect(exportedValues(index).map(({ name, file }) => `${name} ${file}`)).toEqual([
      'a ./x.js',
      'c ./x.js',
      'e ./z.js',
    ]);
  });

  it('takes the comment of the declaration and of no other', () => {
    const source =
      '/** Of another. */\nconst other = 1;\n/**\n * Mine.\n */\nexport const mine = 2;\n\nexport const bare = 3;';
    expect([commentOf('mine', source), commentOf('bare', source)]).toEqual(['Mine.', '']);
  });

  it('takes each example, and the output that it promises', () => {
    const comment =
      'It.\n\n@example One\n```ts\nconsole.log(1); // 1\n```\n\n@example\n```ts\nconsole.log(f()); // a b\n```';
    const found = examplesOf({ name: 'f', comment });
    expect(found.map(({ name, code }) => [name, promisedOutput(code)])).toEqual([
      ['f 1', ['1']],
      ['f 2', ['a b']],
    ]);
  });
});
