import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';
import { withFolder } from '../testing/suite/with-folder.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const config = join(root, '.dependency-cruiser.cjs');
const { forbidden }: { forbidden: readonly { readonly name: string }[] } = createRequire(import.meta.url)(config);

/** The files of a folder, in the index of Git or new. */
function filesOf(folder: string): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', folder];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim().split('\n');
  return listed.filter((file) => existsSync(join(root, file)));
}

interface Violation {
  readonly rule: string;
  readonly from: string;
}

/** What the lint says of a tree of sources. It exits with the number of violations. */
async function violationsOf(folder: string): Promise<Violation[]> {
  const args = ['--config', config, '--output-type', 'json', 'src'];
  const program = join(root, 'node_modules/.bin/depcruise');
  const options = { cwd: folder, maxBuffer: 64 * 2 ** 20 };
  const { stdout } = await promisify(execFile)(program, args, options).catch((error: { stdout: string }) => error);
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: readonly { rule: { name: string }; from: string }[] };
  };
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}

/** A file that imports others; `type` ones leave nothing in the built code. */
const importing = (kind: 'type' | 'value', ...files: readonly string[]): string =>
  files.map((file, index) => `import ${kind === 'type' ? 'type ' : ''}{ x as x${index} } from '${file}';\n`).join('') +
  'export const x = 1;\n';

/** For each rule a file that breaks it, and what that file imports; `via` lies on the way. */
const wrongImports: Readonly<Record<string, readonly [file: string, imported: string, via?: string]>> = {
  'flow-spec': ['spec/wrong', 'oracle/right'],
  'flow-oracle': ['oracle/wrong-flow', 'content/right'],
  'flow-content': ['content/wrong', 'exchange/right'],
  'flow-lint': ['lint/wrong', 'exchange/right'],
  'flow-exchange': ['exchange/wrong', 'driver/auth/right'],
  'flow-driver-auth': ['driver/auth/wrong', 'driver/target/right'],
  'flow-driver-target': ['driver/target/wrong', 'driver/driver/right'],
  'flow-driver-redact': ['driver/redact/wrong', 'driver/wire/right'],
  'flow-driver-wire': ['driver/wire/wrong', 'driver/driver/right'],
  'flow-driver-driver': ['driver/driver/wrong', 'reference/right'],
  'flow-reference': ['reference/wrong-flow', 'property/right'],
  'flow-judge': ['judge/wrong', 'property/right'],
  'flow-property': ['property/wrong', 'run/sender/right'],
  'flow-run-sender': ['run/sender/wrong', 'run/diagnosis/right'],
  'flow-run-diagnosis': ['run/diagnosis/wrong', 'run/plan/right'],
  'flow-run-capability': ['run/capability/wrong', 'run/sender/right'],
  'flow-run-plan': ['run/plan/wrong', 'run/objects/right'],
  'flow-gate': ['gate/wrong', 'report/document/right'],
  'flow-run-objects': ['run/objects/wrong', 'report/build/right'],
  'flow-report-document': ['report/document/wrong', 'report/text/right'],
  'flow-report-text': ['report/text/wrong', 'report/write/right'],
  'flow-report-build': ['report/build/wrong', 'report/formats/right'],
  'flow-report-formats': ['report/formats/wrong', 'report/write/right'],
  'flow-report-write': ['report/write/wrong', 'report/comparison/right'],
  'flow-gate-deviations': ['gate/deviations/wrong', 'exchange/recording/right'],
  'flow-report-comparison': ['report/comparison/wrong', 'gate/deviations/right'],
  'flow-exchange-recording': ['exchange/recording/wrong', 'run/replay/right'],
  'flow-run-embedded': ['run/embedded/wrong', 'run/replay/right'],
  'flow-run-replay': ['run/replay/wrong', 'run/check/right'],
  'flow-run-check': ['run/check/wrong', 'run/client/right'],
  'flow-run-client': ['run/client/wrong', 'run/property/right'],
  'flow-run-property': ['run/property/wrong', 'run/right'],
  'flow-run': ['run/wrong', 'run/rejudge/right'],
  'flow-run-rejudge': ['run/rejudge/wrong', 'run/doctor/right'],
  'flow-run-doctor': ['run/doctor/wrong', 'run/score/right'],
  'flow-run-score': ['run/score/wrong', 'cli/right'],
  'flow-run-vitest': ['run/vitest/wrong', 'cli/right'],
  'flow-cli': ['cli/wrong', 'tools/right'],
  'no-circles': ['spec/a-circle', 'spec/the-other-half'],
  'reference-is-apart': ['reference/wrong', 'judge/right', 'reference/detour'],
  'judges-are-apart': ['oracle/wrong', 'reference/right', 'oracle/detour'],
  'judgement-without-network': ['judge/wrong-network', 'driver/driver/right', 'judge/detour'],
  'reports-without-driver': ['report/write/wrong-driver', 'driver/wire/right', 'report/write/detour'],
  'driver-without-opinion': ['driver/driver/wrong-opinion', 'oracle/right', 'driver/driver/detour'],
  'cli-is-the-shell': ['run/wrong-shell', 'cli/right'],
  'testing-is-not-shipped': ['spec/wrong-testing', 'testing/right'],
  'tools-are-not-shipped': ['run/wrong-tools', 'tools/right'],
  'base-is-below-all': ['wrong-base', 'spec/right'],
  'index-is-for-users': ['run/wrong-index', 'index'],
  'tests-are-not-imported': ['spec/wrong-test', 'spec/right.test'],
  'importer-has-a-place': ['run/unlisted/wrong', 'spec/right'],
  'imported-has-a-place': ['run/wrong-place', 'run/unlisted/right'],
};

/** More members of a kind than one: what else breaks a rule. A name after a slash is a package or a module of Node. */
const moreWrongImports: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ...['spec', 'content', 'exchange', 'property', 'gate'].map(
    (room) => ['judgement-without-network', `${room}/wrong-net`, '/node:net'] as const,
  ),
  ...['node:http', 'https', 'node:http2', 'node:tls', 'dgram', 'node:dns/promises', 'undici'].map(
    (name, index) => ['judgement-without-network', `judge/wrong-net-${index}`, `/${name}`] as const,
  ),
  ...['unlisted', 'driver/unlisted', 'exchange/unlisted', 'gate/unlisted', 'report/unlisted'].flatMap(
    (folder) =>
      [
        ['importer-has-a-place', `${folder}/wrong`, 'spec/right'],
        ['imported-has-a-place', `cli/wrong-${folder.replace('/', '-')}`, `${folder}/deep/right`],
      ] as const,
  ),
  ['reports-without-driver', 'report/formats/wrong-net', '/node:net'],
  ['tests-are-not-imported', 'run/wrong-bench', 'tools/right.bench'],
  ['tests-are-not-imported', 'run/wrong-config', 'run/right.config'],
];

async function writeTree(folder: string, kind: 'type' | 'value'): Promise<void> {
  const files = new Map<string, string>();
  const add = (file: string, ...imported: readonly string[]): void => {
    const up = '../'.repeat(file.split('/').length - 1) || './';
    files.set(file, importing(kind, ...imported.map((one) => `${up}${one}.js`)));
  };
  for (const [, file, imported] of moreWrongImports) {
    if (imported.startsWith('/')) files.set(file, importing(kind, imported.slice(1)));
    else {
      add(imported);
      add(file, imported);
    }
  }
  for (const [file, imported, via] of Object.values(wrongImports)) {
    add(imported);
    if (via !== undefined) add(via, imported);
    add(file, via ?? imported);
  }
  add('spec/the-other-half', 'spec/a-circle');
  await Promise.all(
    [...files].map(async ([file, text]) => {
      const path = join(folder, 'src', `${file}.ts`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }),
  );
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
}

describe('the import boundaries', () => {
  it.each(['type', 'value'] as const)('reject a wrong %s import by each rule', async (kind) => {
    await withFolder(async (folder) => {
      await writeTree(folder, kind);
      const violations = await violationsOf(folder);
      const expected = [...Object.entries(wrongImports).map(([rule, [file]]) => [rule, file]), ...moreWrongImports];
      const missed = expected.filter(
        ([rule, file]) => !violations.some((one) => one.rule === rule && one.from === `src/${file}.ts`),
      );
      expect(missed).toEqual([]);
    });
  });

  it('are kept by the sources', async () => {
    expect(await violationsOf(root)).toEqual([]);
  });

  it('have a wrong import for every rule', () => {
    expect(Object.keys(wrongImports).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});

/**
 * Paths that the lint does not see in a source: relative import types, and modules outside the source's folder that are
 * named by a URL. (A worker lies beside the module that starts it.)
 */
function hiddenImports(text: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, argument, callee, arguments: given } = node as SyntaxNode;
    const path = type === 'TsImportType' ? argument?.value : undefined;
    if (path?.startsWith('.')) found.push(path);
    const url = type === 'NewExpression' && callee?.value === 'URL' ? given?.[0]?.expression.value : undefined;
    if (url !== undefined && /^\.\.\/.*\.js$/.test(url)) found.push(url);
    Object.values(node).forEach(visit);
  };
  if (/\bimport\(|\bnew URL\(/.test(text)) visit(parseSync(text, { syntax: 'typescript' }));
  return found;
}

/** What is read here of the tree that swc makes of a source. */
interface SyntaxNode {
  readonly type?: string;
  readonly argument?: { readonly value?: string };
  readonly callee?: { readonly value?: string };
  readonly arguments?: readonly { readonly expression: { readonly value?: string } }[];
}

describe('what the lint of the boundaries reads', () => {
  it('is all that a source imports', async () => {
    const shipped = filesOf('src').filter((file) => !/\.(test|bench|config)\.ts$|^src\/(testing|tools)\//.test(file));
    const hidden = await Promise.all(
      shipped.map(async (file) => ({ file, hidden: hiddenImports(await readFile(join(root, file), 'utf8')) })),
    );
    expect(hidden.filter((one) => one.hidden.length > 0)).toEqual([]);
    expect(shipped.filter((file) => !/\.(ts|md)$/.test(file))).toEqual([]);
  });

  it.each([
    ["export type A = import('../cli/right.js').T;", ['../cli/right.js']],
    ["export const a = (b: typeof import('./right.js')) => b;", ['./right.js']],
    ["const a = new Worker(new URL('../cli/worker.js', import.meta.url));", ['../cli/worker.js']],
    ["const a = new Worker(new URL('./worker.js', import.meta.url));", []],
    ["type A = typeof import('undici'); const a = await import('../cli/seen.js');", []],
  ])('leaves hidden in %s: %j', (text, hidden) => {
    expect(hiddenImports(text)).toEqual(hidden);
  });
});

/** Lists with one file for each station, family, law, aspect or server; a reader opens one entry and not the list. */
const lists = /^src\/(reference\/faults|property\/(families|laws)|judge\/aspects|tools\/endpoints\/servers)$/;
const mostFiles = 16;
const mostFolders = 16;

/** Folders with too many sources at one level, and `src` itself where it has too many folders. Tests do not count. */
function crowded(files: readonly string[]): string[] {
  const sources = files.filter((file) => /^src\/.*\.ts$/.test(file) && !/\.(test|bench|config)\.ts$/.test(file));
  const counts = new Map<string, number>();
  for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const folders = new Set(
    sources.map((file) => file.split('/')).flatMap(([, name, ...rest]) => (rest.length > 0 ? [name] : [])),
  );
  return [
    ...[...counts].filter(([folder, count]) => count > mostFiles && !lists.test(folder)).map(([folder]) => folder),
    ...(folders.size > mostFolders ? ['src'] : []),
  ];
}

describe('the rooms', () => {
  it('have at most 16 files at a level, and src at most 16 folders', () => {
    expect(crowded(filesOf('src'))).toEqual([]);
  });

  it('are found crowded at any depth', () => {
    const many = (folder: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${folder}/f${index}.ts`);
    const folders = Array.from({ length: 17 }, (_, index) => `src/room${index}/a.ts`);
    expect(crowded([...many('src/run/plan', 17), ...many('src/judge/aspects', 30), ...many('src/gate', 16)])).toEqual([
      'src/run/plan',
    ]);
    expect(crowded([...many('src/run/plan', 16), 'src/run/plan/a.test.ts'])).toEqual([]);
    expect(crowded(folders)).toEqual(['src']);
  });
});
