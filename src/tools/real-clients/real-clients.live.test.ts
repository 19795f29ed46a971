import { describe, expect, test } from 'vitest';
import { allClients } from './all-clients.js';
import { type Endpoint, startEndpoint } from './endpoint.js';
import { lackOfClient } from './install-clients.js';
import { publishedClients } from './published-files.js';
import type { RealClient } from './real-client.js';
import { runSession } from './session.js';
import { departuresOf } from './step-result.js';

/** On a machine of a contributor a client may be missing; in CI it may not. */
const isOptional = process.env.CI !== 'true';
const lacks = new Map(
  await Promise.all(allClients.map(async (client) => [client.name, await lackOfClient(client)] as const)),
);
const isSkipped = ({ name }: RealClient): boolean => isOptional && lacks.get(name) !== null;

const clientNamed = (name: string): RealClient => allClients.find((client) => client.name === name)!;

async function withEndpoint<T>(args: readonly string[], use: (endpoint: Endpoint) => Promise<T>): Promise<T> {
  const endpoint = await startEndpoint(args);
  try {
    return await use(endpoint);
  } finally {
    await endpoint.stop();
  }
}

async function sessionOf(client: RealClient, args: readonly string[] = []) {
  const lack = lacks.get(client.name);
  if (typeof lack === 'string') throw new Error(`${client.name} is not installed: ${lack}`);
  return withEndpoint(args, (endpoint) => runSession(client, endpoint));
}

describe.concurrent.each(allClients.map((client) => [client.name, client] as const))('%s', (_, client) => {
  test.skipIf(isSkipped(client))(
    'gets the bytes and the status that are due, writes, copies in parts, lists and deletes, as published',
    async ({ expect }) => {
      const { steps } = await sessionOf(client);
      expect(departuresOf(steps).map(({ step }) => step)).toEqual((client.departures ?? []).map(({ step }) => step));
      const published = (await publishedClients()).clients.find(({ name }) => name === client.name);
      expect(steps).toEqual(published?.steps);
    },
  );
});

describe.concurrent('a wrong answer is seen in what a client hands over', () => {
  const client = clientNamed('ali-oss');
  const seen = async (fault: string) =>
    departuresOf((await sessionOf(client, ['--fault', fault])).steps).map(({ step, result }) => `${step}: ${result}`);

  test.skipIf(isSkipped(client))('a suffix that is read as a prefix', async ({ expect }) => {
    expect(await seen('suffix-is-a-prefix')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^read -500, default: 206 0-/)]),
    );
  });

  test.skipIf(isSkipped(client))('a mode header that is ignored', async ({ expect }) => {
    expect(await seen('mode-ignored')).toEqual(expect.arrayContaining(['read 500-2000, standard: 200 whole']));
  });
});

test('clients are run in the order of their names, each once', () => {
  const names = allClients.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});
