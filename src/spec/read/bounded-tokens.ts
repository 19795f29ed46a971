import { type CST, Lexer, Parser } from 'yaml';

/** How much a YAML text may hold, beside its size. What the parser builds of one of 2 MiB takes up to 1.9 GB. */
export const yamlBounds = {
  /** The deepest row has 9 levels. The parser calls itself once a level and more. */
  levels: 64,
  /** The longest published list of known deviations has 454. */
  entries: 5_000,
  /** No mapping of this package has more than 40. A duplicate is looked for among all keys of its mapping. */
  keys: 200,
  /** Marks, words and white space. 5,000 entries of a list of known deviations have 235,000. */
  tokens: 300_000,
} as const;

/** The tokens of a text, or where it exceeds a bound. */
export type BoundedTokens =
  | { readonly kind: 'read'; readonly tokens: readonly CST.Token[] }
  | { readonly kind: 'exceeded'; readonly offset: number; readonly message: string };

/**
 * Splits a YAML text into tokens and stops at the first that is too much, so that nothing is built of the rest.
 *
 * @param addNewLine is told where each line begins
 */
export function boundedTokens(text: string, addNewLine: (offset: number) => void): BoundedTokens {
  const parser = new Parser(addNewLine);
  const tokens: CST.Token[] = [];
  addNewLine(0);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    count += 1;
    const message = count > yamlBounds.tokens ? `it has more than ${yamlBounds.tokens} tokens` : excess(parser.stack);
    if (message !== null) return { kind: 'exceeded', offset: parser.offset, message };
  }
  tokens.push(...parser.end());
  return { kind: 'read', tokens };
}

/** What the value that is being read has too much of; null where it is within bounds. */
function excess(stack: readonly CST.Token[]): string | null {
  // The document is the first.
  if (stack.length > yamlBounds.levels + 1) return `values are nested more than ${yamlBounds.levels} levels deep`;
  const top = stack.at(-1);
  if (top === undefined || !('items' in top)) return null;
  const isMapping = top.type === 'block-map' || (top.type === 'flow-collection' && top.start.source === '{');
  const most = isMapping ? yamlBounds.keys : yamlBounds.entries;
  if (top.items.length <= most) return null;
  return isMapping ? `a mapping has more than ${most} keys` : `a list has more than ${most} entries`;
}
