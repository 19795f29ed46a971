import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { transcriptsJsonSchema } from './json-schema.js';

const { file, text } = transcriptsJsonSchema();

test(`${file} is up to date (npm run schemas)`, async () => {
  await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`../../../${file}`, import.meta.url)));
});

test('the schema refuses keys that the reader refuses', () => {
  expect(JSON.parse(text)).toMatchObject({
    additionalProperties: false,
    properties: {
      transcripts: { items: { additionalProperties: false, required: ['id', 'kind', 'request', 'response'] } },
    },
  });
});
