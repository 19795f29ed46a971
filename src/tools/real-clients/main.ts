import { parseArgs } from 'node:util';
import { allClients } from './all-clients.js';
import { startEndpoint } from './endpoint.js';
import { installClients, lackOfClient } from './install-clients.js';
import type { RealClient } from './real-client.js';
import { runSession } from './session.js';
import { departuresOf, type RealClientResult } from './step-result.js';

const usage = `npm run clients [-- NAME...] [-- OPTION...]

Runs clients of other projects against the embedded endpoint, and prints what is not as it is due.

  --publish  write reports/published/real-clients.json and .md
  --page     write the page again from the data that is there
  --install  only install what the clients need
`;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      publish: { type: 'boolean', default: false },
      page: { type: 'boolean', default: false },
      install: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const { publishClients, publishedClients } = await import('./published-files.js');
  if (values.page) {
    await publishClients(await publishedClients());
    return 0;
  }
  const clients = clientsNamed(positionals);
  await installClients(clients, tell);
  if (values.install) return 0;
  const results: RealClientResult[] = [];
  for (const client of clients) results.push(await resultOf(client));
  if (values.publish) {
    if (positionals.length > 0) throw new Error('all clients are published together, name none');
    await publishClients({ measured: new Date().toISOString().slice(0, 10), clients: results });
  }
  return 0;
}

function clientsNamed(names: readonly string[]): readonly RealClient[] {
  if (names.length === 0) return allClients;
  return names.map((name) => {
    const client = allClients.find((one) => one.name === name);
    if (client) return client;
    throw new Error(`unknown client '${name}'; there are ${allClients.map((one) => one.name).join(', ')}`);
  });
}

async function resultOf(client: RealClient): Promise<RealClientResult> {
  const lack = await lackOfClient(client);
  if (lack !== null) throw new Error(`${client.name} is not installed: ${lack}`);
  const endpoint = await startEndpoint();
  try {
    const result = await runSession(client, endpoint);
    const departures = departuresOf(result.steps);
    tell(`${client.name} ${result.version}: ${result.steps.length} steps, ${departures.length} not as due`);
    for (const { step, result, due } of departures) tell(`  ${step}: ${result} (due: ${due})`);
    return result;
  } finally {
    await endpoint.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 3;
}
