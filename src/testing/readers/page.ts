import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked, type Token } from 'marked';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Everything that a repository browser shows beside the code, relative to the package. */
export const pageFiles = [
  'README.md',
  'CONTRIBUTING.md',
  'specs/README.md',
  'fixtures/targets/README.md',
  'fixtures/deviations/README.md',
  'fixtures/clients/README.md',
  'reports/README.md',
  'reports/published/README.md',
  'src/README.md',
] as const;

/** A fenced block: its language, and its text without the fence. */
export interface PageBlock {
  readonly language: string;
  readonly text: string;
}

export interface ProjectPage {
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly PageBlock[];
  /** Texts between backticks, as they are read. */
  readonly spans: readonly string[];
}

export async function readPage(file: string): Promise<ProjectPage> {
  return parsePage(file, await readFile(join(root, file), 'utf8'));
}

export function parsePage(file: string, text: string): ProjectPage {
  const blocks: PageBlock[] = [];
  const spans: string[] = [];
  marked.walkTokens(marked.lexer(text, { gfm: true }), (token: Token) => {
    if (token.type === 'code') blocks.push({ language: token.lang ?? '', text: token.text });
    if (token.type === 'codespan') spans.push(token.text);
  });
  return { file, text, blocks, spans };
}

const program = /^(oss-range|npx|npm|node)( |$)/;

/** Commands of `oss-range`, as pages name them where the program is clear. */
const ownCommand = /^(run|probe|show|doctor|replay|judge|matrix|diff|deviations|serve|score|clean) (?=\S)|^list (?=-)/;

/**
 * The commands of a page: each line of a shell block, the scripts of a YAML block, and each span that begins with a program
 * or with one of our commands and its arguments. A comment behind a command is left out.
 */
export function pageCommands({ blocks, spans }: ProjectPage): string[] {
  const lines = blocks.flatMap(({ language, text }) => {
    if (language === 'sh') return text.split('\n');
    return language === 'yaml' ? [...text.matchAll(/^\s*(?:- run|script): (.+)$/gm)].map(([, line = '']) => line) : [];
  });
  const named = spans.map((span) => (ownCommand.test(span) ? `oss-range ${span}` : span));
  const commands = [...lines, ...named].flatMap((line) =>
    line
      .replace(/\s+#.*$/, '')
      .trim()
      .split(' && '),
  );
  return [...new Set(commands.filter((line) => program.test(line)))];
}
