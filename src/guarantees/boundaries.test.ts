import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { withFolder } from '../testing/suite/with-folder.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const config = join(root, '.dependency-cruiser.cjs');
const { forbidden }: { forbidden: readonly { readonly name: string }[] } = createRequire(import.meta.url)(config);

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
  'flow-oracle-and-content': ['content/wrong', 'exchange/right'],
  'flow-lint': ['lint/wrong', 'exchange/right'],
  'flow-exchange': ['exchange/wrong', 'driver/auth/right'],
  'flow-driver-auth': ['driver/auth/wrong', 'driver/target/right'],
  'flow-driver-target': ['driver/target/wrong', 'driver/driver/right'],
  'flow-driver-redact': ['driver/redact/wrong', 'driver/wire/right'],
  'flow-driver-wire-and-driver-driver-and-reference': ['driver/driver/wrong', 'property/right'],
  'flow-judge': ['judge/wrong', 'property/right'],
  'flow-property': ['property/wrong', 'run/sender/right'],
  'flow-run-sender-and-run-diagnosis-and-run-capability': ['run/sender/wrong', 'run/plan/right'],
  'flow-run-plan-and-run-objects-and-gate': ['gate/wrong', 'report/right'],
  'flow-gate-deviations-and-report': ['report/wrong', 'report/comparison/right'],
  'flow-exchange-recording-and-report-comparison-and-run-embedded': ['exchange/recording/wrong', 'run/replay/right'],
  'flow-run-replay': ['run/replay/wrong', 'run/check/right'],
  'flow-run-check-and-run-client': ['run/check/wrong', 'run/property/right'],
  'flow-run-property': ['run/property/wrong', 'run/right'],
  'flow-run': ['run/wrong', 'run/rejudge/right'],
  'flow-run-rejudge': ['run/rejudge/wrong', 'run/doctor/right'],
  'flow-run-doctor-and-run-score-and-run-vitest': ['run/doctor/wrong', 'cli/right'],
  'flow-cli': ['cli/wrong', 'tools/right'],
  'no-circles': ['spec/a-circle', 'spec/the-other-half'],
  'reference-is-apart': ['reference/wrong', 'judge/right', 'reference/detour'],
  'judges-are-apart': ['oracle/wrong', 'reference/right', 'oracle/detour'],
  'judgement-without-network': ['judge/wrong-network', 'driver/driver/right', 'judge/detour'],
  'reports-without-driver': ['report/wrong-driver', 'driver/wire/right', 'report/detour'],
  'driver-without-opinion': ['driver/driver/wrong-opinion', 'oracle/right', 'driver/driver/detour'],
  'cli-is-the-shell': ['run/wrong-shell', 'cli/right'],
  'testing-is-not-shipped': ['spec/wrong-testing', 'testing/right'],
  'tools-are-not-shipped': ['run/wrong-tools', 'tools/right'],
  'base-is-below-all': ['wrong-base', 'spec/right'],
};

async function writeTree(folder: string, kind: 'type' | 'value'): Promise<void> {
  const files = new Map<string, string>();
  const add = (file: string, ...imported: readonly string[]): void => {
    const up = '../'.repeat(file.split('/').length - 1) || './';
    files.set(file, importing(kind, ...imported.map((one) => `${up}${one}.js`)));
  };
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
      const missed = Object.entries(wrongImports).filter(
        ([rule, [file]]) => !violations.some((one) => one.rule === rule && one.from === `src/${file}.ts`),
      );
      expect(missed).toEqual([]);
    });
  });

  it('have a wrong import for every rule', () => {
    expect(Object.keys(wrongImports).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});

/** Lists of things of one kind, which nobody reads as a whole: one file for each station, family, law, aspect or server. */
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
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(crowded(listed.split('\n').filter((file) => existsSync(join(root, file))))).toEqual([]);
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
