import { isGlob, readGlob } from '../../spec/pattern/glob.js';
import { nearest } from '../../spec/read/nearest.js';
import { SuiteError } from '../../suite-error.js';

/** Something that `--case` can name. */
export interface Selectable {
  /** `topic/slug`, or `property/NAME`. */
  readonly id: string;
}

/**
 * Keeps what any of the globs names; all of it where there is no glob. A bare topic stands for all its cases.
 *
 * @throws SuiteError `unknown-id` where a pattern without wildcard names nothing, with the nearest ids;
 *   `empty-selection` where one with wildcards names nothing
 */
export function select<Item extends Selectable>(items: readonly Item[], globs: readonly string[]): Item[] {
  if (globs.length === 0) return [...items];
  const empty = globs.find((glob) => glob.trim() === '');
  if (empty !== undefined) throw nothingNamed(items, empty);
  const matchers = globs.map((glob) => matcherOf(isTopic(items, glob) ? `${glob}/**` : glob, '--case'));
  globs.forEach((glob, index) => {
    if (!items.some(({ id }) => matchers[index]?.(id))) throw nothingNamed(items, glob);
  });
  return items.filter(({ id }) => matchers.some((matches) => matches(id)));
}

/**
 * What a glob matches.
 *
 * @param option the option that gives it
 * @throws SuiteError `usage` for what is no glob
 */
export function matcherOf(glob: string, option: string): (name: string) => boolean {
  const pattern = readGlob(glob);
  if (pattern.kind === 'read') return pattern.matches;
  throw new SuiteError(
    'usage',
    `${option} ${JSON.stringify(glob.slice(0, mostShown))} is not a glob: ${pattern.message}`,
    {
      hint: 'use *, **, ?, [ab], {a,b}, groups such as +(a|b), or ! in front',
    },
  );
}

/** Characters of a glob in a message. */
const mostShown = 80;

const topicOf = (id: string): string => id.slice(0, id.indexOf('/'));

const isTopic = (items: readonly Selectable[], glob: string): boolean => items.some(({ id }) => topicOf(id) === glob);

function nothingNamed(items: readonly Selectable[], glob: string): SuiteError {
  const ids = [...new Set(items.flatMap(({ id }) => [id, topicOf(id)]))];
  if (isGlob(glob)) {
    // What stands before the first wildcard may be a topic, or its beginning, with a mistake in it.
    const [stem = ''] = glob.split(/\/?[*?[{(!]/);
    const near = nearest(stem, ids);
    return new SuiteError('empty-selection', `no case matches '${glob}'`, {
      hint: near === undefined ? 'list all cases: oss-range list' : `did you mean ${near}? List all: oss-range list`,
    });
  }
  const near = nearest(glob, ids);
  return new SuiteError('unknown-id', `unknown case '${glob}'`, {
    hint: near === undefined ? 'list all cases: oss-range list' : `did you mean ${near}? List all: oss-range list`,
  });
}
