import { defineConfig } from 'vitest/config';
import { forgetTargetVariables } from '../../testing/suite/forget-target-variables.js';

forgetTargetVariables();

/** Tests against servers of other people, which have to be installed: `npm run endpoints:test`. */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ['src/tools/endpoints/*.live.test.ts'],
    globalSetup: ['src/testing/suite/build-once.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Most of the time goes to waiting for answers that do not come.
    maxConcurrency: 4,
    fileParallelism: false,
  },
});
