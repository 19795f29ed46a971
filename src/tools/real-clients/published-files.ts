import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../report/write/write-whole.js';
import { publishedFolder } from '../endpoints/pages/published-files.js';
import { readByHand } from './by-hand.js';
import { clientsPage, type PublishedClients } from './clients-page.js';

/** What a run measured, what was measured by hand, and the page that shows both. */
export const publishedFiles = {
  measured: join(publishedFolder, 'real-clients.json'),
  byHand: join(publishedFolder, 'real-clients.yaml'),
  page: join(publishedFolder, 'real-clients.md'),
} as const;

export async function publishedClients(): Promise<PublishedClients> {
  return JSON.parse(await readFile(publishedFiles.measured, 'utf8')) as PublishedClients;
}

/** The page, made from the two files of data. */
export async function renderedPage(): Promise<string> {
  return clientsPage(await publishedClients(), readByHand(await readFile(publishedFiles.byHand, 'utf8')));
}

export async function publishClients(clients: PublishedClients): Promise<void> {
  await writeWhole(publishedFiles.measured, `${JSON.stringify(clients, null, 2)}\n`);
  await writeWhole(publishedFiles.page, await renderedPage());
}
