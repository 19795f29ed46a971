import picomatch from 'picomatch';
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
  const matchers = globs.map((glob) => picomatch(isTopic(items, glob) ? `${glob}/**` : glob, { dot: true }));
  globs.forEach((glob, index) => {
    if (!items.some(({ id }) => matchers[index]?.(id))) throw nothingNamed(items, glob);
  });
  return items.filter(({ id }) => matchers.some((matches) => matches(id)));
}

const topicOf = (id: string): string => id.slice(0, id.indexOf('/'));

const isTopic = (items: readonly Selectable[], glob: string): boolean => items.some(({ id }) => topicOf(id) === glob);

function nothingNamed(items: readonly Selectable[], glob: string): SuiteError {
  const ids = [...new Set(items.flatMap(({ id }) => [id, topicOf(id)]))];
  if (/[*?[{(!]/.test(glob)) {
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
