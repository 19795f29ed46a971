import { loadPackage } from '../../load-package.js';
import { SuiteError } from '../../suite-error.js';

/** A pattern that is ready to be matched, or what is wrong with it. */
export type ReadPattern =
  | { readonly kind: 'read'; readonly matches: (text: string) => boolean }
  | { readonly kind: 'rejected'; readonly message: string };

/**
 * In characters. The time of a match grows with the length of the pattern and that of the text; the longest pattern of the
 * published rows and lists has 167.
 */
export const longestPattern = 2_000;

/** Patterns are few and are matched against many texts. */
const cache = new Map<string, ReadPattern>();

/**
 * Reads a regular expression that a user wrote; it matches a text only as a whole. It is matched by RE2's automaton, in time
 * linear in the text, and not by that of the language, which may need exponential time (`(a+)+b`). RE2 has neither
 * look-around nor back-references.
 *
 * @param dotAll whether `.` matches a line feed
 */
export function readPattern(source: string, { dotAll = false }: { readonly dotAll?: boolean } = {}): ReadPattern {
  const key = `${dotAll}${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const pattern = compiled(source, dotAll);
  cache.set(key, pattern);
  return pattern;
}

function compiled(source: string, dotAll: boolean): ReadPattern {
  if (source.length > longestPattern) {
    return rejected(`it has ${source.length} characters; at most ${longestPattern} are allowed`);
  }
  const unsupported = unsupportedFeature(source);
  if (unsupported !== null) return rejected(unsupported);
  const { RE2JS } = loadPackage('re2js');
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(source), dotAll ? RE2JS.DOTALL : 0);
    return { kind: 'read', matches: (text) => expression.testExact(text) };
  } catch (error) {
    return rejected((error as Error).message.split('\n')[0]!.replace(/^error parsing regexp: /, ''));
  }
}

const rejected = (message: string): ReadPattern => ({ kind: 'rejected', message });

/** What the language has and RE2 has not, in words; an escaped character or a class is passed over. */
function unsupportedFeature(source: string): string | null {
  const features = /\\(?:([1-9]|k<)|.)|\[(?:\\.|[^\]\\])*\]|(\(\?<?[=!])/gs;
  for (const [found, reference, lookAround] of source.matchAll(features)) {
    if (lookAround !== undefined) return `look-around ${found} is not supported; write what the whole value looks like`;
    if (reference !== undefined) return `back-reference ${found} is not supported; write the text or its pattern out`;
  }
  return null;
}

/**
 * Whether a text matches a pattern as a whole. Those of files are read with the file, where a wrong one has a line; one of a
 * recording may come from elsewhere.
 *
 * @throws SuiteError `spec-invalid` for a pattern that {@link readPattern} rejects
 */
export function matchesPattern(source: string, text: string, options: { readonly dotAll?: boolean } = {}): boolean {
  const pattern = readPattern(source, options);
  if (pattern.kind === 'read') return pattern.matches(text);
  throw new SuiteError('spec-invalid', `a pattern is not a regular expression of RE2: ${pattern.message}`, {
    hint: 'RE2 has neither look-around nor back-references',
  });
}
