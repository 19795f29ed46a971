/** The folder of src that is mutated; its own tests must notice. */
const folder = process.env.MUTATED ?? 'judge';

export default {
  // What reads files of users, and what a client is compared by, decides no verdict.
  mutate: [
    `src/${folder}/**/*.ts`,
    '!src/**/*.test.ts',
    '!src/judge/client/**',
    '!src/gate/deviations/*.ts',
    '!src/gate/deviations/file/**',
  ],
  testRunner: 'vitest',
  plugins: ['./mutation/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js'],
  vitest: { configFile: 'mutation/vitest.config.ts' },
  // tsconfig.json points to nothing outside, so it need not be rewritten, which takes an API that the native compiler has not.
  tsconfigFile: 'none',
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
  // A mutant that hangs is told from one that is slow on a busy machine.
  timeoutMS: 20_000,
  timeoutFactor: 3,
  incremental: true,
  incrementalFile: `mutation/results/${folder}.incremental.json`,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `mutation/results/${folder}.json` },
  tempDirName: 'mutation/results/sandbox',
  ignorePatterns: ['dist', 'reports', 'mutation/results'],
  allowEmpty: false,
};
