import { describe, expect, test } from 'vitest';
import { readErrorDocument } from './error-document.js';

const kibibyte = 1024;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const document = '<Error><Code>InvalidRange</Code></Error>';
const around = (inner: string): Uint8Array => encode(`<Error><Code>InvalidRange</Code>${inner}</Error>`);
const right = { code: 'InvalidRange', message: null };

describe('bytes that are not UTF-8 make no error document', () => {
  test.each([
    ['a byte that occurs in no UTF-8', [0xff]],
    ['a lone continuation byte', [0x80]],
    ['an overlong less-than sign', [0xc0, 0xbc]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['half a character', [0xe2, 0x82]],
    ['Latin-1', [0xe9]],
  ])('%s in the message', (_, bytes) => {
    const [before, after] = ['<Error><Code>InvalidRange</Code><Message>', '</Message></Error>'];
    expect(readErrorDocument(Uint8Array.of(...encode(before), ...bytes, ...encode(after)))).toBeNull();
  });

  test.each(['utf16le', 'latin1'] as const)('a document in %s', (encoding) => {
    expect(readErrorDocument(Buffer.from(`${document}<!-- é -->`, encoding))).toBeNull();
  });
});

describe('a document type makes no error document', () => {
  const bomb = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`);

  test.each([
    [
      'entities that grow a thousandfold by three',
      `<!DOCTYPE Error [<!ENTITY e0 "ha">${bomb.join('')}]><Error><Code>&e9;</Code></Error>`,
    ],
    ['an entity for the code', `<!DOCTYPE Error [<!ENTITY c "InvalidRange">]><Error><Code>&c;</Code></Error>`],
    [
      'an entity from a file',
      `<!DOCTYPE Error [<!ENTITY c SYSTEM "file:///etc/hostname">]><Error><Code>&c;</Code></Error>`,
    ],
    ['an empty one', `<!DOCTYPE Error>${document}`],
    ['one that declares no entity', `<!DOCTYPE Error []>${document}`],
  ])('%s', (_, text) => {
    expect(readErrorDocument(encode(text))).toBeNull();
  });
});

describe('the length is limited by what an exchange keeps of a body', () => {
  test('one byte less than 64 KiB is read', () => {
    expect(readErrorDocument(encode(document.padEnd(64 * kibibyte - 1)))).toEqual(right);
  });

  test.each([64 * kibibyte, 64 * kibibyte + 1, 65 * kibibyte])('%d bytes are not', (length) => {
    expect(readErrorDocument(encode(document.padEnd(length)))).toBeNull();
  });

  test('bytes count, not characters', () => {
    expect(readErrorDocument(around(`<!--${'é'.repeat(32 * kibibyte)}-->`))).toBeNull();
  });
});

describe('a document made to exhaust its reader is answered within a second of processor time', () => {
  const upToLimit = (unit: string): string => unit.repeat(Math.floor((63 * kibibyte) / unit.length));

  test.each<[string, Uint8Array, string | null]>([
    ['100 000 levels', encode('<a>'.repeat(100_000) + '</a>'.repeat(100_000)), null],
    ['100 000 levels below a right code', around('<a>'.repeat(100_000) + '</a>'.repeat(100_000)), null],
    ['as many levels as fit', around('<a>'.repeat(9000) + '</a>'.repeat(9000)), null],
    ['as many open levels as fit', encode(upToLimit('<a>')), null],
    ['as many levels of Error as fit', encode('<Error>'.repeat(4000) + '</Error>'.repeat(4000)), null],
    ['elements without number', around(upToLimit('<a/>')), 'InvalidRange'],
    ['codes without number', encode(`<Error>${upToLimit('<Code>a</Code>')}</Error>`), null],
    ['comments without number', around(upToLimit('<!---->')), 'InvalidRange'],
    ['messages within messages', around('<Message>'.repeat(3000) + '</Message>'.repeat(3000)), 'InvalidRange'],
    ['open comments', around(upToLimit('<!--')), null],
    ['open CDATA sections', around(upToLimit('<![CDATA[')), null],
    ['open processing instructions', around(upToLimit('<?')), null],
    ['open tags', encode(upToLimit('<')), null],
    ['ampersands', around(upToLimit('&')), null],
    ['a tag of blanks', encode(`<Error${upToLimit(' ')}><Code>InvalidRange</Code></Error>`), 'InvalidRange'],
    ['a tag of quotes', encode(`<Error ${upToLimit('"\'')}/>`), null],
    ['attributes without values', encode(`<Error ${upToLimit('a= ')}/>`), null],
    ['attributes without number', encode(`<Error ${upToLimit('a="" ')}/>`), null],
    ['one long name', encode(`<${upToLimit('a')}/>`), null],
  ])('%s', (_, body, code) => {
    const start = process.cpuUsage();
    expect(readErrorDocument(body)?.code ?? null).toBe(code);
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(1_000_000);
  });
});
