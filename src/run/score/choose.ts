import { controls } from '../../reference/faults/controls.js';
import { faultNamed, faults } from '../../reference/faults/faults.js';
import { SuiteError } from '../../suite-error.js';
import { matcherOf } from '../plan/select.js';

/**
 * Names of the faults and controls that any of the globs names; all of them where there is no glob.
 *
 * @throws SuiteError `unknown-id` for a name that there is not, `empty-selection` for a glob that names nothing
 */
export function chooseFaults(globs: readonly string[]): string[] {
  const names = [...faults, ...controls].map(({ name }) => name);
  if (globs.length === 0) return names;
  const matchers = globs.map((glob) => matcherOf(glob, '--fault'));
  globs.forEach((glob, index) => {
    if (names.some((name) => matchers[index]?.(name))) return;
    if (/^[a-z0-9-]+$/.test(glob)) faultNamed(glob);
    throw new SuiteError('empty-selection', `no fault matches '${glob}'`, {
      hint: 'list all faults: oss-range serve --fault list',
    });
  });
  return names.filter((name) => matchers.some((matches) => matches(name)));
}
