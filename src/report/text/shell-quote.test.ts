import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellQuote } from './shell-quote.js';

const seed = Math.floor(Math.random() * 2 ** 31);

/** What a POSIX shell hands to a program for these words. */
function argumentsOf(words: readonly string[]): readonly Buffer[] {
  const output = execFileSync('sh', ['-c', `printf '%s\\0' ${words.join(' ')}`]);
  const ends = [...output.entries()].filter(([, byte]) => byte === 0).map(([index]) => index);
  return ends.map((end, index) => output.subarray(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));
}

test('a plain word needs no quotes, and printable text is readable in single quotes', () => {
  expect(shellQuote('bytes-1000.txt')).toBe('bytes-1000.txt');
  expect(shellQuote('Range: bytes= 0-1')).toBe("'Range: bytes= 0-1'");
  expect(shellQuote("it's $HOME `x`")).toBe("'it'\\''s $HOME `x`'");
  expect(shellQuote('')).toBe("''");
  expect(shellQuote('~user')).toBe("'~user'");
});

test('what a terminal would obey or a paste would lose is written in octal', () => {
  expect(shellQuote('Range: bytes=\t0-1\x1b!%')).toBe('"$(printf \'Range: bytes=\\0110-1\\033\\041\\045\')"');
  expect(shellQuote('é')).toBe('"$(printf \'\\303\\251\')"');
  expect(shellQuote('é', 'latin1')).toBe('"$(printf \'\\351\')"');
});

test('line feeds at the end survive the command substitution', () => {
  expect(argumentsOf([shellQuote('a\n\n'), shellQuote('\n'), shellQuote('é\nb\n')]).map(String)).toEqual([
    'a\n\n',
    '\n',
    'é\nb\n',
  ]);
});

test(`every string reaches the program byte for byte (seed ${seed})`, () => {
  const hostile = fc.string({ unit: fc.constantFrom(...'\'"\\$`!#&|;<>*?[]{}()~%=-@ \t\n\r\x1b\x7f\x80éaz09💡') });
  const anything = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  const texts = fc.sample(fc.oneof(hostile, anything), { seed, numRuns: 500 });
  expect(argumentsOf(texts.map((text) => shellQuote(text))).map(String)).toEqual(texts);
});

test(`every field value reaches the program with one byte a character (seed ${seed})`, () => {
  const texts = fc.sample(
    fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)) }),
    { seed, numRuns: 500 },
  );
  const received = argumentsOf(texts.map((text) => shellQuote(text, 'latin1')));
  expect(received.map((bytes) => bytes.toString('latin1'))).toEqual(texts);
});
