import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // Those ask servers that have to be installed: `npm run endpoints:test`.
    exclude: [...configDefaults.exclude, 'src/**/*.live.test.ts'],
    benchmark: { include: ['src/bench/*.bench.ts'] },
    globalSetup: ['src/testing/build-once.ts'],
    testTimeout: 20_000,
    // Most of the time goes to the programs that tests start: on two cores two files at a time take two thirds of it.
    maxWorkers: '100%',
    // No test changes a module that another one uses; a process for each of 190 files would cost half a minute.
    isolate: false,
    // The suite tests itself against the embedded endpoint, whatever endpoint the environment names.
    env: { OSS_ENDPOINT: '' },
  },
});
