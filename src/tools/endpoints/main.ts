import { parseArgs } from 'node:util';
import { SuiteError } from '../../suite-error.js';
import { measureServers } from './measure-servers.js';

const usage = `npm run endpoints [-- NAME...] [-- OPTION...]

Starts servers of other projects on loopback, one after another, and runs the suite against each.

  --twice    run twice against each, and compare every verdict
  --publish  write reports/published/servers and fixtures/deviations
  --install  only install what the servers need
  --ci       the servers that .ci/run asks
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      twice: { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
      install: { type: 'boolean', default: false },
      ci: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  return measureServers(positionals, values);
}

try {
  process.exitCode = await main();
} catch (error) {
  const hint = error instanceof SuiteError && error.hint !== undefined ? `\nhint: ${error.hint}` : '';
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}${hint}\n`);
  process.exitCode = 3;
}
