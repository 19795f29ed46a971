import { writeFile } from 'node:fs/promises';
import { readTable } from '../../../spec/read/read-table.js';
import { holdTranscripts } from '../hold-transcripts.js';
import { readTranscripts } from '../read-transcripts.js';
import { transcriptsPage } from './page.js';

/** `npm run transcripts`: writes what published answers show. */
const table = await readTable();
const held = holdTranscripts(await readTranscripts(), { table });
await writeFile(new URL('../../../../reports/published/transcripts.md', import.meta.url), transcriptsPage(held, table));
