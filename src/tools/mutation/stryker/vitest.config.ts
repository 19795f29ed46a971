import { defineConfig } from 'vitest/config';

/** What checks the oracle against the table is a test of the oracle, too. */
const more = process.env.MUTATED === 'oracle' ? ['src/lint/lint-table.test.ts'] : [];

export default defineConfig({
  test: {
    include: [`src/${process.env.MUTATED}/**/*.test.ts`, ...more],
    testTimeout: 20_000,
    isolate: false,
  },
});
