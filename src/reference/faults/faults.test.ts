import { describe, expect, test } from 'vitest';
import { readTable } from '../../spec/read/read-table.js';
import { controls } from './controls.js';
import { type FaultHooks, hooksOf } from './fault.js';
import { faultNamed, faults } from './faults.js';

const everything = [...faults, ...controls];

test('every fault and every control has a name of its own, in lower case and hyphens', () => {
  const names = everything.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test('there are at least 100 faults, each with a sentence of its own, and at least 8 controls', () => {
  expect(faults.length).toBeGreaterThanOrEqual(100);
  expect(controls.length).toBeGreaterThanOrEqual(8);
  const sentences = everything.map(({ sentence }) => sentence);
  expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([]);
  expect(sentences.filter((sentence) => !/^[A-Z].*[^.]\.$/.test(sentence) || sentence.includes('|'))).toEqual([]);
});

test('what a fault contradicts is a fact or a source of the evidence', async () => {
  const { evidence } = await readTable();
  const unknown = faults.flatMap(({ name, contradicts }) =>
    contradicts.filter((id) => !evidence.facts.has(id) && !evidence.sources.has(id)).map((id) => `${name}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

test('no fault goes without a hook, and only the endpoint as it is does as a control', () => {
  const idle = everything.filter((fault) => Object.keys(hooksOf(fault)).length === 0);
  expect(idle.map(({ name }) => name)).toEqual(['as-it-is']);
});

test('a fault rests on what no source settles in no case: that is for controls', () => {
  expect(faults.filter((fault) => hooksOf(fault).choices !== undefined)).toEqual([]);
});

describe('a fault with a memory', () => {
  test('has a fresh one for every endpoint', () => {
    const select = (): NonNullable<FaultHooks['select']> => hooksOf(faultNamed('one-in-a-hundred-is-whole')).select!;
    const usual = { kind: 'slice', first: 0, last: 0 } as const;
    const question = { range: 'bytes=0-0', mode: 'default', size: 10 } as const;
    const kinds = (ask: NonNullable<FaultHooks['select']>): string[] =>
      Array.from({ length: 99 }, () => ask(usual, question, {} as never).kind);
    const [one, other] = [select(), select()];
    expect([...kinds(one), ...kinds(other)]).not.toContain('whole');
    expect(kinds(one)[0]).toBe('whole');
  });
});

describe('a name that there is not', () => {
  test('is answered with the nearest', () => {
    expect(() => faultNamed('sufix-is-a-prefix')).toThrow(
      expect.objectContaining({
        code: 'unknown-id',
        message: 'unknown fault "sufix-is-a-prefix" (did you mean "suffix-is-a-prefix"?)',
      }),
    );
  });

  test('is not guessed at where nothing is near', () => {
    expect(() => faultNamed('xyz')).toThrow(
      expect.objectContaining({ code: 'unknown-id', message: 'unknown fault "xyz"' }),
    );
  });
});
