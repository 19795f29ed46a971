import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { targetJsonSchema } from './json-schema.js';

const { file, text } = targetJsonSchema();

test(`${file} is up to date (npm run schemas)`, async () => {
  await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`../../../../${file}`, import.meta.url)));
});

test('the schema refuses keys that the reader refuses', () => {
  expect(JSON.parse(text)).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: { capabilities: { additionalProperties: false } },
  });
});
