import { defineConfig } from 'vitest/config';

/** Tests with clients of other projects, which have to be installed: `npm run clients:test`. */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ['src/tools/real-clients/*.live.test.ts'],
    globalSetup: ['src/testing/suite/build-once.ts'],
    // The AWS CLI starts a Python for each of its 27 steps: 15 s on two cores that do nothing else.
    testTimeout: 180_000,
    maxConcurrency: 3,
  },
});
