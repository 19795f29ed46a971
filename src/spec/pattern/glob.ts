import { type ReadPattern, readPattern } from './linear-pattern.js';

/** Whether a text is a glob: ids have none of these characters. */
export const isGlob = (text: string): boolean => /[*?[{(!]/.test(text);

/** What each kind of group may repeat, as in a shell with extended globs. */
const repeats = { '@': '', '?': '?', '*': '*', '+': '+' } as const;

/**
 * Reads a glob over ids: `*` and `?` within one part, `**` over parts, `[ab]`, `[!ab]`, `{a,b}`, groups such as `+(a|b)`, and
 * `!` in front of all of it for what it does not match. It becomes a pattern of RE2, which is matched in linear time; a
 * pattern of the language backtracks over several `*`.
 */
export function readGlob(glob: string): ReadPattern {
  const isNegated = glob.startsWith('!') && glob[1] !== '(';
  const translated = translate(isNegated ? glob.slice(1) : glob);
  if (translated.kind === 'rejected') return translated;
  const pattern = readPattern(translated.source);
  if (pattern.kind === 'rejected' || !isNegated) return pattern;
  return { kind: 'read', matches: (text) => !pattern.matches(text) };
}

type Translated =
  | { readonly kind: 'translated'; readonly source: string }
  | { readonly kind: 'rejected'; readonly message: string };

const rejected = (message: string): Translated => ({ kind: 'rejected', message });

const token = /(\/?)\*\*(?=\/|$)(\/?)|([@?*+!])\(|\*+|\[(!|\^)?(\]?(?:\\.|[^\]\\])*)\]|\\(.)|./sy;

function translate(glob: string): Translated {
  /** What closes each group that is open, and with what it repeats. */
  const open: { readonly close: string; readonly end: string }[] = [];
  let source = '';
  token.lastIndex = 0;
  for (let match = token.exec(glob); match !== null; match = token.exec(glob)) {
    const [text, before, after, group, negation, members, escaped] = match;
    const isFirst = match.index === 0 || glob[match.index - 1] === '/';
    if (after !== undefined && (before === '/' || isFirst)) source += globstar(before === '/', after === '/');
    else if (group === '!') return rejected('!( is not supported; put ! in front of the whole glob');
    else if (group !== undefined) {
      open.push({ close: ')', end: `)${repeats[group as keyof typeof repeats]}` });
      source += '(?:';
    } else if (text.startsWith('*')) source += '[^/]*';
    else if (members !== undefined) source += `[${negation === undefined ? '' : '^/'}${classMembers(members)}]`;
    else if (escaped !== undefined) source += literal(escaped);
    else if (text === '?') source += '[^/]';
    else if (text === '{' || text === '(') {
      open.push({ close: text === '{' ? '}' : ')', end: ')' });
      source += '(?:';
    } else if (text === open.at(-1)?.close) source += open.pop()!.end;
    else if (text === ',' && open.at(-1)?.close === '}') source += '|';
    else if (text === '|' && open.at(-1)?.close === ')') source += '|';
    else if (text === '[') return rejected('] is missing');
    else source += literal(text);
  }
  const [unclosed] = open;
  return unclosed === undefined ? { kind: 'translated', source } : rejected(`${unclosed.close} is missing`);
}

/** Whole parts, none included: `a/**` matches `a` as well. */
function globstar(behind: boolean, before: boolean): string {
  if (behind && before) return '/(?:.*/)?';
  if (behind) return '(?:/.*)?';
  return before ? '(?:.*/)?' : '.*';
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Ranges stay ranges; what means something in a class of a pattern and nothing in one of a glob is escaped. */
const classMembers = (members: string): string => members.replace(/[[\]^]/g, '\\$&').replace(/\\\\(?=[[\]^])/g, '\\');
