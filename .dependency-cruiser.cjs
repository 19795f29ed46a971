/**
 * Import boundaries, read from the sources, because the built code no longer has the imports that only types need.
 * Reachability where a detour would be an import too.
 */

/**
 * The rooms of `src` in the order of the flow. A module imports from rooms before its own, from rooms in the same line,
 * and from its own room. Everything else about order follows from this list.
 */
const flow = [
  ['spec'],
  ['oracle', 'content'],
  ['lint'],
  ['exchange'],
  ['driver/auth'],
  ['driver/target'],
  ['driver/redact'],
  ['driver/wire', 'driver/driver', 'reference'],
  ['judge'],
  ['property'],
  ['run/sender', 'run/diagnosis', 'run/capability'],
  ['run/plan', 'run/objects', 'gate'],
  ['gate/deviations', 'report'],
  ['exchange/recording', 'report/comparison', 'run/embedded'],
  ['run/replay'],
  ['run/check', 'run/client'],
  ['run/property'],
  ['run'],
  ['run/rejudge'],
  ['run/doctor', 'run/score', 'run/vitest'],
  ['cli'],
  ['tools'],
];

const rooms = flow.flat();

/** A room without the rooms inside it that have a place of their own. */
const pathOf = (room) => {
  const inner = rooms.filter((other) => other.startsWith(`${room}/`)).map((other) => other.slice(room.length + 1));
  return inner.length === 0 ? `^src/${room}/` : `^src/${room}/(?!(${inner.join('|')})/)`;
};
const any = (paths) => paths.join('|');

const order = flow.slice(0, -1).map((line, index) => ({
  name: `flow-${line.join('-and-').replaceAll('/', '-')}`,
  comment: `${line.join(' and ')} imports from a room that comes later in the flow.`,
  severity: 'error',
  from: { path: any(line.map(pathOf)) },
  to: { path: any(flow.slice(index + 1).flat().map(pathOf)) },
}));

const from = (path) => ({ path: `^src/(${path})/` });

/** What sends and receives; how a target is named, addressed and signed for touches no network. */
const network = '^src/driver/(driver|wire)/';

module.exports = {
  forbidden: [
    ...order,
    { name: 'no-circles', severity: 'error', comment: 'Modules in a circle are one module.', from: {}, to: { circular: true } },
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
      from: { ...from('oracle|judge|content'), pathNot: '^src/content/(?!locate)' },
      to: { path: '^src/reference/', reachable: true },
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
      to: { path: '^src/(oracle|judge|gate)/', reachable: true },
    },
    {
      name: 'cli-is-the-shell',
      comment: 'Only the command line prints and exits, so nothing builds on it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|testing)/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'testing-is-not-shipped',
      severity: 'error',
      comment: 'What only tests need is left out of the package.',
      from: { path: '^src/', pathNot: '^src/testing/' },
      to: { path: '^src/testing/' },
    },
    {
      name: 'tools-are-not-shipped',
      severity: 'error',
      comment: 'What measures other servers and the tests is left out of the package.',
      from: { path: '^src/', pathNot: '^src/(tools|testing)/' },
      to: { path: '^src/tools/' },
    },
    {
      name: 'base-is-below-all',
      severity: 'error',
      comment: 'What lies directly in src, apart from index.ts, is what every room may need.',
      from: { path: '^src/[^/]+\\.ts$', pathNot: '^src/index\\.ts$' },
      to: { path: '^src/[^/]+/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
    doNotFollow: { path: 'node_modules' },
    // src/load-package.ts loads what its argument names.
    exoticRequireStrings: ['loadPackage'],
    // Tests may read whatever they test; the other two configure a test runner.
    exclude: { path: '\\.(test|bench|config)\\.ts$|^src/tools/mutation/stryker/' },
  },
};
