import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { deviationsJsonSchema } from './json-schema.js';

const { file, text } = deviationsJsonSchema();

test(`${file} is up to date (npm run schemas)`, async () => {
  await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`../../../../${file}`, import.meta.url)));
});

test('the schema refuses keys that the reader refuses', () => {
  expect(JSON.parse(text)).toMatchObject({
    type: 'array',
    items: { additionalProperties: false, required: ['check', 'behaviour', 'aspect', 'symptom', 'reason'] },
  });
});
