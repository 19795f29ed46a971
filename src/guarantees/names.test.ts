import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files of the tree, committed or not; what git ignores is no part of it. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');
const sources = files.filter((file) => /^src\/.*\.ts$/.test(file) && !/\.(test|bench|config)\.ts$/.test(file));

interface SourceText {
  readonly file: string;
  readonly text: string;
}

const declaration =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|const|let|class|interface|type) (\w+)/gm;

/** `NAME: FILE, FILE` for each name that more than one file declares and exports. Re-exports declare nothing. */
function repeatedExports(texts: readonly SourceText[]): string[] {
  const places = new Map<string, Set<string>>();
  for (const { file, text } of texts) {
    for (const [, name = ''] of text.matchAll(declaration)) {
      const found = places.get(name) ?? new Set();
      places.set(name, found.add(file));
    }
  }
  return [...places].filter(([, found]) => found.size > 1).map(([name, found]) => `${name}: ${[...found].join(', ')}`);
}

/** Words that once named things here, for which the field has a word of its own; `src/README.md` uses those. */
const retiredWords = new Set(
  (
    'ask asked asker asking way ways lane lanes workshop ledger watch patience given handed wanted joined pick picks ' +
    'remarks making its halt share work settle shows telling'
  ).split(' '),
);

/** Files that ask one question of the target: a check, and not a request. */
const asksAQuestion = new Set(['ask-question', 'ask-part-copy', 'property-asker']);

function retiredFileNames(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const [name = ''] = basename(path).split('.');
    return !asksAQuestion.has(name) && name.split('-').some((word) => retiredWords.has(word));
  });
}

const read = async (file: string): Promise<SourceText> => ({ file, text: await readFile(join(root, file), 'utf8') });

describe('names', () => {
  it('are exported by one file each', async () => {
    expect(repeatedExports(await Promise.all(sources.map(read)))).toEqual([]);
  });

  it('of files use the words of the field', () => {
    expect(retiredFileNames(files)).toEqual([]);
  });

  it('that two files export are found, whatever they name', () => {
    const one = {
      file: 'one.ts',
      text: 'export interface Answer {}\nexport const a = 1;\nexport async function* b() {}',
    };
    const two = { file: 'two.ts', text: 'export type Answer = 1;\nexport { a } from "./one.js";\nconst b = 2;' };
    expect(repeatedExports([one, two])).toEqual(['Answer: one.ts, two.ts']);
  });

  it('of a retired word are found in any folder', () => {
    const paths = ['src/run/ask-client.ts', 'src/x/lane.test.ts', 'src/run/check/ask-question.ts', 'specs/task.yaml'];
    expect(retiredFileNames(paths)).toEqual(['src/run/ask-client.ts', 'src/x/lane.test.ts']);
  });
});
