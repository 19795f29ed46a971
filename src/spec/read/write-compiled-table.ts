import { writeFile } from 'node:fs/promises';
import { assembleTable } from './assemble-table.js';
import { compileTable } from './compile-table.js';
import { compiledFile, ownTexts } from './read-table.js';

/** The last step of the build: leaves the table beside the code. */
const [evidence, ...topics] = await ownTexts();
await writeFile(compiledFile, compileTable(assembleTable(evidence, topics), [evidence, ...topics]));
