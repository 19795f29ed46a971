import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonSchemaFiles } from './json-schema.js';

const packageRoot = new URL('../../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, packageRoot), 'utf8');

describe('editors check what the reader checks', () => {
  it.each(jsonSchemaFiles().map(({ file, text }) => [file, text] as const))(
    '%s is up to date (npm run schemas)',
    async (file, text) => {
      await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(file, packageRoot)));
    },
  );

  const specs = readdirSync(new URL('specs/', packageRoot)).filter((name) => name.endsWith('.yaml'));
  it.each(specs)('specs/%s names its schema', (name) => {
    const schema = name === 'evidence.yaml' ? 'evidence' : 'topic';
    expect(read(`specs/${name}`).split('\n')[0]).toBe(`# yaml-language-server: $schema=schema/${schema}.schema.json`);
  });

  it('a schema refuses keys that the reader refuses', () => {
    const [topic] = jsonSchemaFiles().map(({ text }) => JSON.parse(text));
    expect(topic).toMatchObject({ additionalProperties: false, required: ['topic', 'about', 'cases'] });
    expect(topic.properties.cases.items).toMatchObject({
      additionalProperties: false,
      required: ['id', 'title', 'object', 'expect', 'level', 'evidence'],
    });
    expect(topic.properties.cases.items.properties.level.anyOf).toHaveLength(2);
  });
});
