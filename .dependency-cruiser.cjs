/** Import boundaries. Reachability, not only direct imports: a detour is an import too. */
const from = (path) => ({ path: `^src/(${path})/`, pathNot: '\\.test\\.ts$' });

module.exports = {
  forbidden: [
    {
      name: 'reference-is-apart',
      comment: 'Judge and judged must not share a mistake.',
      severity: 'error',
      from: from('reference'),
      to: { path: '^src/(oracle|judge)/|^src/content/locate', reachable: true },
    },
    {
      name: 'judges-are-apart',
      comment: 'Judge and judged must not share a mistake.',
      severity: 'error',
      from: { ...from('oracle|judge|content'), pathNot: '^src/content/(?!locate)|\\.test\\.ts$' },
      to: { path: '^src/reference/', reachable: true },
    },
    {
      name: 'judgement-without-network',
      comment: 'What judges touches no network, so that a verdict can be recomputed from a recording.',
      severity: 'error',
      from: from('oracle|judge|gate|recording|client/compare'),
      to: { path: '^src/driver/|^(node:)?https?$|node_modules/undici', reachable: true },
    },
    {
      name: 'reports-without-driver',
      comment: 'A report is written from the document alone.',
      severity: 'error',
      from: from('report'),
      to: { path: '^src/driver/', reachable: true },
    },
    {
      name: 'driver-without-opinion',
      comment: 'What touches the network judges nothing.',
      severity: 'error',
      from: from('driver'),
      to: { path: '^src/(oracle|judge|gate)/', reachable: true },
    },
    {
      name: 'table-without-run',
      comment: 'The table and the oracle can be used alone.',
      severity: 'error',
      from: from('spec|oracle|content'),
      to: { path: '^src/(run|cli|report|driver|property|gate|judge)/', reachable: true },
    },
    {
      name: 'cli-is-the-shell',
      comment: 'Only the command line prints and exits, so nothing builds on it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|testing)/|\\.test\\.ts$' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'testing-is-not-shipped',
      severity: 'error',
      comment: 'src/testing is left out of the package.',
      from: { path: '^src/', pathNot: '\\.test\\.ts$|^src/testing/' },
      to: { path: '^src/testing/' },
    },
    { name: 'no-circles', severity: 'error', comment: 'Modules in a circle are one module.', from: { path: '^src/' }, to: { circular: true } },
  ],
  options: {
    // As ES modules: in CommonJS a call of what was imported looks like no call of it.
    tsConfig: { fileName: 'tsconfig.boundaries.json' },
    tsPreCompilationDeps: false,
    doNotFollow: { path: 'node_modules' },
    // src/load-package.ts loads what its argument names.
    exoticRequireStrings: ['loadPackage'],
    exclude: { path: '^dist/' },
  },
};
