import { expect, test } from 'vitest';
import { explainSurvivor, readExplanations } from './explained.js';
import { type MutationReport, mutantsOf } from './mutant.js';
import { mutationPage } from './page.js';
import { problemsOf } from './problems.js';

const source = "const a = 1;\nif (a > 0) {\n  say('x|`y`');\n}\n";
const at = (line: number, column: number, endLine: number, endColumn: number) => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

const condition = { location: at(2, 5, 2, 10), replacement: 'true' };
const text = { location: at(3, 7, 3, 14), replacement: '""' };
const block = { location: at(2, 12, 4, 2), replacement: '{}' };
const report: MutationReport = {
  files: {
    'src/judge/b.ts': {
      source,
      mutants: [
        { ...text, status: 'Survived' },
        { ...block, status: 'Killed' },
        { ...condition, status: 'Timeout' },
      ],
    },
    'src/judge/a.ts': { source, mutants: Array.from({ length: 38 }, () => ({ ...condition, status: 'Killed' })) },
    'src/gate/c.ts': { source, mutants: [{ ...condition, status: 'NoCoverage' }] },
  },
};
const mutants = mutantsOf(report);

const written = `
- file: src/judge/b.ts
  code: say('x|\`y\`');
  original: "'x|\`y\`'"
  replacement: '""'
  reason: nobody reads what is said
- file: src/gate/c.ts
  code: if (a > 0) {
  original: a > 0
  replacement: 'true'
  reason: a is never below one here
`;

test('a mutant is told by the code that it replaces', () => {
  expect(mutants.filter(({ file }) => file !== 'src/judge/a.ts')).toEqual([
    { file: 'src/gate/c.ts', line: 2, code: 'if (a > 0) {', original: 'a > 0', replacement: 'true', fate: 'uncovered' },
    { file: 'src/judge/b.ts', line: 2, code: 'if (a > 0) {', original: 'a > 0', replacement: 'true', fate: 'timeout' },
    {
      file: 'src/judge/b.ts',
      line: 2,
      code: 'if (a > 0) {',
      original: "{ say('x|`y`'); }",
      replacement: '{}',
      fate: 'killed',
    },
    {
      file: 'src/judge/b.ts',
      line: 3,
      code: "say('x|`y`');",
      original: "'x|`y`'",
      replacement: '""',
      fate: 'survived',
    },
  ]);
});

test.each(['Ignored', 'Pending', 'RuntimeError', 'CompileError', 'NoCoverage'])(
  'what was not tried is not noticed: %s',
  (status) => {
    const [mutant] = mutantsOf({ files: { 'src/judge/a.ts': { source, mutants: [{ ...condition, status }] } } });
    expect(mutant?.fate).toBe('uncovered');
  },
);

test('the page counts every mutant and lists who survives with the reason', () => {
  const { explained } = explainSurvivor(mutants, readExplanations(written));
  const page = mutationPage(mutants, explained);
  expect(page.slice(page.indexOf('| folder'))).toBe(`\
| folder | changes | a test failed | the tests did not end | no test failed | no test runs it | noticed |
|---|---:|---:|---:|---:|---:|---:|
| \`gate\` | 1 | 0 | 0 | 0 | 1 | 0.0 % |
| \`judge\` | 41 | 39 | 1 | 1 | 0 | 97.5 % |

## Gate

| file | changes | a test failed | the tests did not end | no test failed | no test runs it | noticed |
|---|---:|---:|---:|---:|---:|---:|
| \`src/gate/c.ts\` | 1 | 0 | 0 | 0 | 1 | 0.0 % |

Changes that no test notices:

| place | changed | into | why no test notices |
|---|---|---|---|
| \`src/gate/c.ts:2\` | \`a > 0\` | \`true\` | a is never below one here |

## Judge

| file | changes | a test failed | the tests did not end | no test failed | no test runs it | noticed |
|---|---:|---:|---:|---:|---:|---:|
| \`src/judge/a.ts\` | 38 | 38 | 0 | 0 | 0 | 100.0 % |
| \`src/judge/b.ts\` | 3 | 1 | 1 | 1 | 0 | 66.6 % |

Changes that no test notices:

| place | changed | into | why no test notices |
|---|---|---|---|
| \`src/judge/b.ts:3\` | \`\` 'x\\|\`y\`' \`\` | \`""\` | nobody reads what is said |
`);
});

test('a folder below the least score, a survivor without a reason and a reason without a survivor are problems', () => {
  const idle = { file: 'src/judge/a.ts', code: 'x', original: 'y', replacement: 'z', reason: 'it was so once' };
  const explanations = readExplanations(written);
  expect(problemsOf(mutants, explainSurvivor(mutants, [explanations[1]!, idle]))).toEqual([
    'src/gate: its tests notice 0.00 %, less than 95 %',
    `src/judge/b.ts:3: no test notices, and no reason is written: 'x|\`y\`' -> "" in say('x|\`y\`');`,
    'src/judge/a.ts: a reason is written for what is noticed, or is no more: y -> z in x',
  ]);
  const judged = mutants.filter(({ file }) => file.startsWith('src/judge/'));
  expect(problemsOf(judged, explainSurvivor(judged, explanations.slice(0, 1)))).toEqual([]);
});

test('an explanation says something', () => {
  expect(() => readExplanations(written.replace('nobody reads what is said', 'so'))).toThrow();
  expect(readExplanations('')).toEqual([]);
});
