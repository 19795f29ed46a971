import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { forgetTargetVariables } from './src/testing/suite/forget-target-variables.js';

forgetTargetVariables();

/** Those that take longest, by the programs and endpoints that they start; the longer, the earlier. */
const longest = [
  'src/run/score/every-fault',
  'src/guarantees/killed',
  'src/guarantees/',
  'src/cli/',
  'src/run/vitest/',
  'src/run/',
];

/** Without a record of earlier runs the largest file would come first, and the longest last, when one worker has no more to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((name) => moduleId.includes(name));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // Those ask servers that have to be installed: `npm run endpoints:test`.
    exclude: [...configDefaults.exclude, 'src/**/*.live.test.ts'],
    benchmark: { include: ['src/tools/bench/*.bench.ts'] },
    globalSetup: ['src/testing/suite/build-once.ts'],
    testTimeout: 20_000,
    // Most of the time goes to the programs that tests start: on two cores two files at a time take two thirds of it.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // No test changes a module that another one uses; a process for each file would cost half a minute (measured with 190).
    isolate: false,
  },
});
