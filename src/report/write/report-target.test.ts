import { expect, test } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import { reportFormatNames } from '../write/report-format.js';
import { parseReportTargets } from './report-target.js';

function refusal(...specs: readonly string[]): { code: string; message: string; hint: string | undefined } {
  try {
    parseReportTargets(specs, 'reports');
  } catch (error) {
    if (error instanceof SuiteError) return { code: error.code, message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error(`${specs.join(' ')} was taken`);
}

test('without a choice JSON and JUnit go into the folder', () => {
  expect(parseReportTargets([], 'out')).toEqual([
    { format: 'json', path: 'out/report.json' },
    { format: 'junit', path: 'out/junit.xml' },
  ]);
});

test('a choice replaces the default; a path stands for itself, and may hold an equals sign', () => {
  expect(parseReportTargets(['junit', 'json=a=b.json'], 'out')).toEqual([
    { format: 'junit', path: 'out/junit.xml' },
    { format: 'json', path: 'a=b.json' },
  ]);
  expect(parseReportTargets(['json=-'], 'out')).toEqual([{ format: 'json', path: '-' }]);
});

test('annotations go to standard output unless a path is given', () => {
  expect(parseReportTargets(['github', 'markdown'], 'out')).toEqual([
    { format: 'github', path: '-' },
    { format: 'markdown', path: 'out/report.md' },
  ]);
  expect(parseReportTargets(['github=a'], 'out')).toEqual([{ format: 'github', path: 'a' }]);
  expect(refusal('github', 'json=-').message).toBe('two reports would be written to standard output');
});

test('an unknown format names the nearest and all', () => {
  expect(refusal('jnit=x.xml')).toEqual({
    code: 'usage',
    message: 'unknown report format "jnit"',
    hint: `did you mean junit? Formats: ${reportFormatNames.join(', ')}`,
  });
  expect(refusal('constructor').message).toBe('unknown report format "constructor"');
  expect(refusal('').message).toBe('unknown report format ""');
});

test('an empty path is refused', () => {
  expect(refusal('json=')).toEqual({
    code: 'usage',
    message: '--report json= has no path',
    hint: 'write --report json=PATH, --report json=- for standard output, or --report json for the --out folder',
  });
});

test('two reports for one place are refused, however the place is written', () => {
  const hint = 'give each --report FORMAT=PATH its own path';
  expect(refusal('json=-', 'junit=-')).toEqual({
    code: 'usage',
    message: 'two reports would be written to standard output',
    hint,
  });
  expect(refusal('json=a/b', 'junit=./a/c/../b')).toEqual({
    code: 'usage',
    message: 'two reports would be written to ./a/c/../b',
    hint,
  });
});
