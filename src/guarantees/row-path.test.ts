import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { binary, runCli } from '../testing/suite/run-cli.js';

/** A newcomer reads a row's way in one sitting; each number is a bound on what that takes. */
const mostFiles = 25;
/** Goes down only. */
const mostTypes = 9;

const root = fileURLToPath(new URL('../../', import.meta.url));
const row = 'end-past-eof/from-the-middle';

/** Executed files that name two types of the way, and yet are beside it. */
const besides: Readonly<Record<string, string>> = {
  'run/objects/setup-step.ts': 'sends the requests that make objects',
  'run/objects/stored-objects.ts': 'makes objects and reads them back',
  'run/sender/outage-detector.ts': 'passes every request on as it is',
  'run/sender/removals.ts': 'passes on requests that remove objects',
};

/** Does its part when the package is built; a run reads the result. */
const atBuild = 'spec/read/to-case.ts';

interface Step {
  readonly file: string;
  readonly types: readonly string[];
}

let steps: readonly Step[];
/** Sources that the run of the row loaded, and those of which it called a function; relative to `src`. */
let loaded: ReadonlySet<string>;
let executed: ReadonlySet<string>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-range-row-path-'));
  steps = stepsOf(await readFile(join(root, 'src/README.md'), 'utf8'));
  const coverage = join(folder, 'coverage');
  const { exitCode, stderr } = await runCli(['run', '--case', row, '--out', folder], {
    env: { NODE_V8_COVERAGE: coverage },
  });
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  const scripts = await scriptsOf(coverage);
  loaded = new Set(scripts.map(({ file }) => file));
  executed = new Set(scripts.filter(({ called }) => called).map(({ file }) => file));
});

afterAll(() => rm(folder, { recursive: true }));

/** The numbered list: each item has one file and the types that it declares. */
function stepsOf(page: string): Step[] {
  const [, section = ''] = /^## A row's way\n(.*?)^## /ms.exec(page) ?? [];
  return [...section.matchAll(/^\d+\. `([\w./-]+)`(.*)$/gm)].map(([, file = '', rest = '']) => ({
    file,
    types: [...rest.matchAll(/`([A-Z]\w+)`/g)].map(([, name = '']) => name),
  }));
}

/** What V8 saw of this package, in the main thread and in others. */
async function scriptsOf(coverage: string): Promise<{ file: string; called: boolean }[]> {
  const built = pathToFileURL(join(binary, '../../')).href;
  const texts = await Promise.all((await readdir(coverage)).map((name) => readFile(join(coverage, name), 'utf8')));
  return texts.flatMap((text) =>
    (JSON.parse(text) as Coverage).result
      .filter(({ url }) => url.startsWith(built))
      .map(({ url, functions }) => ({
        file: url.slice(built.length).replace(/\.js$/, '.ts'),
        called: functions.some(({ functionName, ranges }) => functionName !== '' && (ranges[0]?.count ?? 0) > 0),
      })),
  );
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly functionName: string; readonly ranges: readonly { count: number }[] }[];
  }[];
}

const source = (file: string): Promise<string> =>
  readFile(join(root, file.startsWith('specs/') ? '' : 'src', file), 'utf8');

const withoutComments = (text: string): string => text.replace(/\/\*.*?\*\/|\/\/.*$/gms, '');

test('the way of a row is short, and each file and type of it stands there once', () => {
  const files = steps.map(({ file }) => file);
  const types = steps.flatMap((step) => step.types);
  expect([new Set(files).size, new Set(types).size]).toEqual([files.length, types.length]);
  expect(files[0]).toBe(`specs/${row.split('/')[0]}.yaml`);
  expect(files.length).toBeGreaterThan(10);
  expect(files.length).toBeLessThanOrEqual(mostFiles);
  expect(types.length).toBeLessThanOrEqual(mostTypes);
});

test('each type is exported by the file that it stands with', async () => {
  const declared = await Promise.all(
    steps.map(async ({ file, types }) => {
      const text = await source(file);
      return types.filter((name) => !new RegExp(`^export (?:interface|type) ${name}\\b`, 'm').test(text));
    }),
  );
  expect(declared.flat()).toEqual([]);
});

test('a run of the row loads and executes each file, unless it has types alone', async () => {
  const idle = await Promise.all(
    steps.slice(1).map(async ({ file }) => {
      const hasCode = /^(?:export )?(?:async )?function |=> /m.test(withoutComments(await source(file)));
      if (!hasCode) return [];
      return file === atBuild || (loaded.has(file) && executed.has(file)) ? [] : [file];
    }),
  );
  expect(idle.flat()).toEqual([]);
});

test('an executed file that turns one type of the way into another is on the list', async () => {
  const listed = new Set(steps.map(({ file }) => file));
  const types = steps.flatMap((step) => step.types);
  const naming = await Promise.all(
    [...executed].map(async (file) => {
      const text = withoutComments(await source(file));
      return types.filter((name) => new RegExp(`\\b${name}\\b`).test(text)).length < 2 ? [] : [file];
    }),
  );
  const found = naming.flat().filter((file) => !listed.has(file));
  expect(found.sort()).toEqual(Object.keys(besides));
});
