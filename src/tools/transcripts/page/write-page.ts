import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../../report/write/write-whole.js';
import { readTable } from '../../../spec/read/read-table.js';
import { holdTranscripts } from '../hold-transcripts.js';
import { readTranscripts } from '../read-transcripts.js';
import { transcriptsPage } from './page.js';

/** `npm run transcripts`: writes what published answers show. */
const table = await readTable();
const held = holdTranscripts(await readTranscripts(), { table });
const page = fileURLToPath(new URL('../../../../reports/published/transcripts.md', import.meta.url));
await writeWhole(page, transcriptsPage(held, table));
