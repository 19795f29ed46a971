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
  plugins: ['./src/tools/mutation/stryker/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js'],
  vitest: { configFile: 'src/tools/mutation/stryker/vitest.config.ts' },
  // tsconfig.json points to nothing outside, so it need not be rewritten, which takes an API that the native compiler has not.
  tsconfigFile: 'none',
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
  // A mutant that hangs is told from one that is slow on a busy machine.
  timeoutMS: 20_000,
  timeoutFactor: 3,
  incremental: true,
  incrementalFile: `reports/mutation/${folder}.incremental.json`,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `reports/mutation/${folder}.json` },
  tempDirName: 'reports/mutation/sandbox',
  ignorePatterns: ['dist', 'reports'],
  allowEmpty: false,
};
