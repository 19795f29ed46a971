import { describe, expect, it } from 'vitest';
import { assembleTable } from './assemble-table.js';
import { compileTable } from './compile-table.js';
import { ownTexts, readCompiledTable, readTable } from './read-table.js';

const texts = await ownTexts();
const [evidence, ...topics] = texts;
const table = assembleTable(evidence, topics);
const compiled = compileTable(table, texts);

describe('a compiled table', () => {
  it('says what the texts say, whole', () => expect(readCompiledTable(compiled, texts)).toEqual(table));

  it('is what reading the package gives', async () => expect(await readTable()).toEqual(table));

  it('is not taken for the table of other texts', () => {
    const [first, ...others] = texts;
    expect(readCompiledTable(compiled, [{ ...first, text: `${first.text}\n` }, ...others])).toBeNull();
    expect(readCompiledTable(compiled, [{ ...first, file: 'specs/other.yaml' }, ...others])).toBeNull();
    expect(readCompiledTable(compiled, texts.slice(1))).toBeNull();
  });
});
