/**
 * Import boundaries, read from the sources, because the built code no longer has the imports that only types need.
 * Reachability where a detour would be an import too.
 */

/**
 * The rooms of `src` in the order of the flow. A module imports from rooms in lines before its own, and from its own
 * room. Rooms in one line do not import each other. Everything else about order follows from this list.
 */
const flow = [
  ['spec'],
  ['oracle', 'content'],
  ['lint'],
  ['exchange'],
  ['driver/auth'],
  ['driver/target'],
  ['driver/redact'],
  ['driver/wire'],
  ['driver/driver', 'reference'],
  ['judge'],
  ['property'],
  ['run/sender', 'run/diagnosis', 'run/capability'],
  ['run/plan', 'gate'],
  ['run/objects'],
  ['report/document'],
  ['report/text'],
  ['report/build', 'report/formats'],
  ['report/write'],
  ['gate/deviations', 'report/comparison', 'exchange/recording', 'run/embedded'],
  ['run/replay'],
  ['run/check'],
  ['run/client'],
  ['run/property'],
  ['run'],
  ['run/rejudge'],
  ['run/doctor', 'run/score', 'run/vitest'],
  ['cli'],
  ['tools'],
];

const rooms = flow.flat();

/** The files of a room. Where rooms inside it have a place of their own, all of them need one. */
const pathOf = (room) => (rooms.some((other) => other.startsWith(`${room}/`)) ? `^src/${room}/[^/]+$` : `^src/${room}/`);
const any = (paths) => paths.join('|');

/** The rooms that a room must not import: the others in its line, and those in the lines that follow. */
const beyond = (room, index) => [...flow[index].filter((other) => other !== room), ...flow.slice(index + 1).flat()];

const order = flow.slice(0, -1).flatMap((line, index) =>
  line.map((room) => ({
    name: `flow-${room.replaceAll('/', '-')}`,
    comment: `${room} imports from a room that does not come before it in the flow.`,
    severity: 'error',
    from: { path: pathOf(room) },
    to: { path: any(beyond(room, index).map(pathOf)) },
  })),
);

const from = (path) => ({ path: `^src/(${path})/` });

/** What sends and receives; how a target is named, addressed and signed for touches no network. */
const network = '^src/driver/(driver|wire)/|^(node:)?(https?|http2|net|tls|dgram|dns)(/|$)|node_modules/undici/';

/** Where a module may lie: in a room of the flow, directly in `src`, or with what only tests need. */
const places = any([...rooms.map(pathOf), '^src/[^/]+$', '^src/(testing|guarantees)/']);

/** Tests may read whatever they test; a configuration belongs to a test runner. No module of the package needs either. */
const tests = '\\.(test|bench|config)\\.ts$|^src/tools/mutation/stryker/';

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
      from: from('spec|oracle|content|lint|exchange|judge|property|gate'),
      to: { path: network, reachable: true },
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
    {
      name: 'index-is-for-users',
      severity: 'error',
      comment: 'What users import collects the rooms, so no room imports it.',
      from: { path: '^src/' },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      comment: 'Tests, benchmarks and configurations are left out of the package; what tests share lies in testing.',
      from: { path: '^src/' },
      to: { path: tests },
    },
    {
      name: 'importer-has-a-place',
      severity: 'error',
      comment: 'A folder that the flow above does not list has no order.',
      from: { path: '^src/', pathNot: places },
      to: {},
    },
    {
      name: 'imported-has-a-place',
      severity: 'error',
      comment: 'A folder that the flow above does not list has no order.',
      from: {},
      to: { path: '^src/', pathNot: `${places}|${tests}` },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
    // Tests are not read, but an import of one is seen.
    doNotFollow: { path: `node_modules|${tests}` },
    // src/load-package.ts loads what its argument names.
    exoticRequireStrings: ['loadPackage'],
  },
};
