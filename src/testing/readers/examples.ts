import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageFiles, readPage } from './page.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A piece of code that a reader can copy. */
export interface Example {
  /** `runConformance 1`, or `README.md 1`. */
  readonly name: string;
  readonly language: 'ts' | 'js';
  readonly code: string;
}

/** A function or class that the package exports, with its comment. */
export interface ApiExport {
  readonly name: string;
  /** Without the stars at the beginnings of its lines; empty if there is none. */
  readonly comment: string;
}

/** The values that an index exports; types are left out. */
export function exportedValues(index: string): { readonly name: string; readonly file: string }[] {
  return [...index.matchAll(/^export \{([^}]*)\} from '([^']+)';/gm)].flatMap(([, names = '', file = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ name, file })),
  );
}

/** The comment that directly precedes the declaration of a name in a source. */
export function commentOf(name: string, source: string): string {
  const declaration = new RegExp(
    `/\\*\\*((?:(?!\\*/).)*)\\*/\\nexport (?:async )?(?:function|const|class) ${name}\\b`,
    's',
  );
  const [, comment = ''] = declaration.exec(source) ?? [];
  return comment.replaceAll(/^ *\* ?/gm, '').trim();
}

/** The public API of the package. */
export async function apiExports(): Promise<ApiExport[]> {
  const index = join(root, 'src/index.ts');
  return Promise.all(
    exportedValues(await readFile(index, 'utf8')).map(async ({ name, file }) => ({
      name,
      comment: commentOf(name, await readFile(join(dirname(index), file.replace(/\.js$/, '.ts')), 'utf8')),
    })),
  );
}

/** The blocks behind each `@example` of a comment. */
export function examplesOf({ name, comment }: ApiExport): Example[] {
  const blocks = [...comment.matchAll(/^@example\b[^\n]*\n```ts\n(.*?)^```$/gms)];
  return blocks.map(([, code = ''], index) => ({ name: `${name} ${index + 1}`, language: 'ts', code }));
}

/** The blocks of the pages that import this package. */
export async function pageExamples(): Promise<Example[]> {
  const pages = await Promise.all(pageFiles.map(readPage));
  return pages.flatMap(({ file, blocks }) =>
    blocks
      .filter(({ text }) => /from 'oss-range-conformance(\/vitest)?'/.test(text))
      .map(({ language, text }, index) => {
        if (language !== 'ts' && language !== 'js')
          throw new Error(`${file}: a block of ${language} imports the package`);
        return { name: `${file} ${index + 1}`, language, code: text };
      }),
  );
}

/** What an example promises to print: the comment behind each `console.log(…);`, in order. */
export const promisedOutput = (code: string): string[] =>
  [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line = '']) => line);
