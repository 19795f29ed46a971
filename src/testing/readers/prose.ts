import { readFileSync } from 'node:fs';
import jsTokens from 'js-tokens';

/** A piece of text that people read, and the line it starts in. */
export interface Prose {
  readonly line: number;
  readonly text: string;
}

/** Code spans, code blocks and addresses are quoted, not written. */
const quoted = /```[\s\S]*?```|`[^`]*`|https?:\/\/\S+/g;

/** Keeps the line breaks, so that lines can still be counted. */
const withoutQuoted = (text: string): string => text.replace(quoted, (code) => code.replace(/[^\n]/g, ' '));

/** `// ` and ` * ` at the start of a line. */
const commentMarks = /^[ \t]*(?:\/\/+|\/\*+|\*+\/?)|\*\/$/gm;

/**
 * The comments, or the strings and templates, of a TypeScript source. A string of one word is a name or a key, so it is left
 * out. Each expression of a template is read as code: `a ${b} c` gives two pieces.
 */
export function proseOfSource(source: string, kind: 'comments' | 'strings'): Prose[] {
  const found: Prose[] = [];
  let line = 1;
  for (const { type, value } of jsTokens(source)) {
    if (kind === 'comments' && /Comment$/.test(type)) {
      found.push({ line, text: withoutQuoted(value.replace(commentMarks, '')) });
    }
    if (kind === 'strings' && /^(StringLiteral|NoSubstitutionTemplate|Template)/.test(type)) {
      const text = value.slice(1, -1);
      if (/\S\s+\S/.test(text)) found.push({ line, text: text.replace(/`[^`]*`/g, '') });
    }
    line += value.split('\n').length - 1;
  }
  return found;
}

/** The prose of a Markdown page, in one piece. */
export const proseOfPage = (page: string): Prose[] => [{ line: 1, text: withoutQuoted(page) }];

/** A YAML file is prose as a whole: titles, facts, reasons and comments. */
export const proseOfYaml = (yaml: string): Prose[] => [{ line: 1, text: yaml.replace(/https?:\/\/\S+/g, '') }];

/** By the kind of the file; of a source the strings and the comments. */
export function proseOf(path: string): Prose[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.md')) return proseOfPage(text);
  if (path.endsWith('.yaml')) return proseOfYaml(text);
  return [...proseOfSource(text, 'strings'), ...proseOfSource(text, 'comments')];
}
