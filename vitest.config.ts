import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    benchmark: { include: ['src/bench/*.bench.ts'] },
    globalSetup: ['src/testing/build-once.ts'],
    testTimeout: 20_000,
    // The suite tests itself against the embedded endpoint, whatever endpoint the environment names.
    env: { OSS_ENDPOINT: '' },
  },
});
