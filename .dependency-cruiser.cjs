/**
 * Import boundaries, of the code as it is built: what only types need is not loaded, and JavaScript is read many times
 * faster. Reachability, not only direct imports: a detour is an import too.
 */
const from = (path) => ({ path: `^dist/(${path})/` });

/** What sends and receives; how a target is named, addressed and signed for touches no network. */
const network = '^dist/driver/(driver|wire)/';

module.exports = {
  forbidden: [
    {
      name: 'reference-is-apart',
      comment: 'Judge and judged must not share a mistake.',
      severity: 'error',
      from: from('reference'),
      to: { path: '^dist/(oracle|judge)/|^dist/content/locate', reachable: true },
    },
    {
      name: 'judges-are-apart',
      comment: 'Judge and judged must not share a mistake.',
      severity: 'error',
      from: { ...from('oracle|judge|content'), pathNot: '^dist/content/(?!locate)' },
      to: { path: '^dist/reference/', reachable: true },
    },
    {
      name: 'judgement-without-network',
      comment: 'What judges touches no network, so that a verdict can be recomputed from a recording.',
      severity: 'error',
      from: from('oracle|judge|gate|exchange'),
      to: { path: `${network}|^(node:)?https?$|node_modules/undici`, reachable: true },
    },
    {
      name: 'reports-without-driver',
      comment: 'A report is written from the document alone.',
      severity: 'error',
      from: from('report'),
      to: { path: network, reachable: true },
    },
    {
      name: 'driver-without-opinion',
      comment: 'What touches the network judges nothing.',
      severity: 'error',
      from: from('driver'),
      to: { path: '^dist/(oracle|judge|gate)/', reachable: true },
    },
    {
      name: 'table-without-run',
      comment: 'The table and the oracle can be used alone.',
      severity: 'error',
      from: from('spec|oracle|content|lint'),
      to: { path: '^dist/(run|cli|report|driver|property|gate|judge)/', reachable: true },
    },
    {
      name: 'cli-is-the-shell',
      comment: 'Only the command line prints and exits, so nothing builds on it.',
      severity: 'error',
      from: { path: '^dist/', pathNot: '^dist/cli/' },
      to: { path: '^dist/cli/' },
    },
    {
      name: 'testing-is-not-shipped',
      severity: 'error',
      comment: 'What only tests need is left out of the package: it is built where something else needs it.',
      from: { path: '^dist/' },
      to: { path: '^dist/testing/' },
    },
    { name: 'no-circles', severity: 'error', comment: 'Modules in a circle are one module.', from: { path: '^dist/' }, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // src/load-package.ts loads what its argument names.
    exoticRequireStrings: ['loadPackage'],
    exclude: { path: '\\.d\\.ts$' },
  },
};
