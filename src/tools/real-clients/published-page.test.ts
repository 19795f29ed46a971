import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { allClients } from './all-clients.js';
import { publishedClients, publishedFiles, renderedPage } from './published-files.js';
import { departuresOf } from './step-result.js';

test('the published page shows what the run and the runs by hand measured', async () => {
  expect(await readFile(publishedFiles.page, 'utf8')).toBe(await renderedPage());
});

test('each client is published, and every result that is not due has its reason', async () => {
  const { clients } = await publishedClients();
  expect(clients.map(({ name }) => name)).toEqual(allClients.map(({ name }) => name));
  const unexplained = clients.flatMap(({ name, steps }) => {
    const reasons = allClients.find((client) => client.name === name)?.departures ?? [];
    return departuresOf(steps).filter(({ step }) => !reasons.some((reason) => reason.step === step));
  });
  expect(unexplained).toEqual([]);
});
