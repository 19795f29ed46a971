import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAndListModules } from '../testing/suite/loaded-modules.js';
import { type Served, serve } from '../testing/suite/serve.js';
import { withFolder } from '../testing/suite/with-folder.js';

/** A reader who follows one row should not meet more. */
const most = 219;

const keys = { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 'secret' };

/** `run/objects 14`, most first: what grew when the limit is passed. */
function byRoom(modules: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of modules) {
    const room = path.split('/').slice(0, -1).slice(0, 2).join('/');
    counts.set(room, (counts.get(room) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([room, count]) => `${room} ${count}`);
}

describe('the modules of this package that a run of one row loads', () => {
  let endpoint: Served;
  beforeAll(async () => {
    endpoint = await serve([], keys);
  });
  afterAll(async () => void (await endpoint.stop()));

  const loadedBy = (...args: readonly string[]) =>
    withFolder(async (out) => {
      const target = ['--endpoint', endpoint.origin, '--bucket', 'conformance', '--region', 'cn-hangzhou'];
      return runAndListModules(['run', ...target, '--out', out, ...args], { env: keys });
    });

  it(`are at most ${most}, from the table to the reports, against an endpoint of another process`, async () => {
    const { exitCode, modules } = await loadedBy('--case', 'end-past-eof/from-the-middle', '--runs', '0');
    expect(exitCode).toBe(0);
    expect(modules.length, byRoom(modules).join('\n')).toBeLessThanOrEqual(most);
    // Both ends of the way are among them, so that the count counts.
    expect(modules).toEqual(
      expect.arrayContaining(['cli/main', 'spec/read/read-table', 'judge/judge-check', 'gate/exit-code']),
    );
    expect(
      modules.filter((path) =>
        /^(property\/(laws|families)|reference|run\/(doctor|replay|score|client\/thread))\//.test(path),
      ),
    ).toEqual([]);
  });

  it('are more where the run draws', async () => {
    const { exitCode, modules } = await loadedBy('--case', 'property/suffix-inside', '--runs', '1');
    expect(exitCode).toBe(0);
    expect(modules).toEqual(expect.arrayContaining(['property/families/suffix-inside', 'run/property/run-property']));
  });
});
