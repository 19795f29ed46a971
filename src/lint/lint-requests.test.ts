import { describe, expect, it } from 'vitest';
import { other, row, rowDefects, swapped } from '../testing/builders/near-rows.js';

describe('distinct-objects', () => {
  it('rejects a name that stands for two objects', () => {
    const named = (key: string, id: string): string =>
      swapped(other, ['object: bytes-10', `object: { name: named, size: 10, key: ${key} }`], ['near/other', id]);
    const renamed = swapped(named('two', 'near/second'), ['an open range', 'another one'], ['bytes=5-', 'bytes=6-']);
    const text =
      row +
      named('one', 'near/first') +
      swapped(renamed, ['206, body: 5-9', '206, body: 6-9'], ['206, body: 5-9', '206, body: 6-9']);
    expect(rowDefects(text)).toEqual([
      'specs/near.yaml:25 distinct-objects: near/second: named is another object in near/first',
    ]);
  });
});

describe('safe-keys', () => {
  it.each([
    ['"../../victim"', 'the key "../../victim" has a path segment of dots'],
    ['"a/%2e%2e/b"', 'the key "a/%2e%2e/b" has a path segment of dots'],
    ['"/a"', 'the key "/a" begins with a slash'],
    ['"a\\u0001b"', 'the key "a\\u0001b" contains a control character, or one that is not valid Unicode'],
    ['a.missing', 'the key "a.missing" ends with .missing or .nothing, which are reserved for keys that do not exist'],
  ])('rejects the key %s', (key, defect) => {
    const text = row + swapped(other, ['object: bytes-10', `object: { name: named, size: 10, key: ${key} }`]);
    expect(rowDefects(text)).toEqual([`specs/near.yaml:15 safe-keys: near/other: ${defect}`]);
  });
});

describe('known-templates', () => {
  const conditional = (value: string): string =>
    swapped(other, ['range: "bytes=5-"', `range: "bytes=5-"\n    headers: { If-Match: "${value}" }`]);

  it('knows validators, and dates by their distance in seconds', () => {
    expect(rowDefects(row + conditional('{etag} {last-modified} {last-modified+60} {last-modified-3}'))).toEqual([]);
  });

  it('rejects a word in braces that stands for nothing', () => {
    expect(rowDefects(row + conditional('{tag}'))).toEqual([
      'specs/near.yaml:15 known-templates: near/other: {tag} is not a known template',
    ]);
  });

  it('rejects a size in a Range that is no size', () => {
    expect(rowDefects(row + swapped(other, ['range: "bytes=5-"', 'range: "bytes={half}-"']))).toContain(
      'specs/near.yaml:15 known-templates: near/other: {half} is not a known template',
    );
  });

  it('rejects a distance in what an answer says', () => {
    const answer = swapped(other, ['206, body: 5-9', '206, body: 5-9, fields: { Date: "{last-modified+1}" }']);
    expect(rowDefects(row + answer)).toEqual([
      'specs/near.yaml:15 known-templates: near/other: {last-modified+1} is not a known template',
    ]);
  });
});

describe('meaningful-auth', () => {
  const signed = (auth: string): string[] =>
    rowDefects(row + swapped(other, ['range: "bytes=5-"', `range: "bytes=5-"\n    auth: ${auth}`]));

  it('lets a row speak of its own fields, of Range, Host and the mode header', () => {
    expect(signed('{ by: url-v4, unsigned: [X-Oss-Range-Behavior], unsent: [Range], additional: [host] }')).toEqual([]);
  });

  it('rejects a field that the request does not have', () => {
    expect(signed('{ by: url-v1, unsigned: [x-oss-meta-a] }')).toEqual([
      'specs/near.yaml:15 meaningful-auth: near/other: auth names x-oss-meta-a, which the request does not have',
    ]);
  });

  it('lets a row sign for another method, with another secret', () => {
    expect(signed('{ by: url-v4, method: HEAD, secret: another }')).toEqual([]);
  });

  it('rejects a method that is sent anyway, and a secret where nothing is signed', () => {
    expect(signed('{ by: url-v4, method: GET }')).toEqual([
      'specs/near.yaml:15 meaningful-auth: near/other: auth signs GET, which the row sends anyway',
    ]);
    for (const by of ['anonymous', 'without-permission']) {
      expect(signed(`{ by: ${by}, secret: another }`)).toEqual([
        `specs/near.yaml:15 meaningful-auth: near/other: ${by} signs nothing`,
      ]);
    }
  });

  it('rejects additional fields of a signature that has none', () => {
    expect(signed('{ by: url-v1, additional: [Range] }')).toEqual([
      'specs/near.yaml:15 meaningful-auth: near/other: url-v1 has no additional fields',
    ]);
  });
});

describe('coherent-outcomes of parts and fields', () => {
  const outcome = (text: string, headers = '    headers: { x-oss-multi-range-behavior: multi-range }\n'): string[] =>
    rowDefects(
      swapped(
        row,
        ['default: { status: 200, body: whole }', `default: ${text}`],
        ['    expect:', `${headers}    expect:`],
      ),
    ).map((finding) => finding.replace('specs/near.yaml:4 coherent-outcomes: near/end: default: ', ''));

  it.each([
    ['{ status: 206, body: { parts: [0-1, 3-4] } }', []],
    ['{ status: 200, body: { parts: [0-1] } }', ['200 has no parts as its body']],
    ['{ status: 206, body: { parts: [0-1, 9-10] } }', ['the part 9-10 is outside an object of 10 bytes']],
    ['{ status: 206, body: { parts: [4-3] } }', ['the part 4-3 is outside an object of 10 bytes']],
    ['{ status: 200, body: whole, fields: { Content-Range: null } }', ['Content-Range has its own key, content-range']],
    [
      '{ status: 200, body: whole, fields: { Server: { matches: "(" } } }',
      ['Server matches (, which is not a regular expression of RE2: missing closing ): `(`'],
    ],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });

  it('parts come only to a request that asks for them', () => {
    expect(outcome('{ status: 206, body: { parts: [0-1] } }', '')).toContain(
      'parts come only to a request with x-oss-multi-range-behavior or with several ranges',
    );
    const listed = swapped(
      row,
      ['default: { status: 200, body: whole }', 'default: { status: 206, body: { parts: [0-1] } }'],
      ['range: "bytes=0-10"', 'range: "bytes=0-1,5-6"'],
    );
    expect(rowDefects(listed).filter((finding) => finding.includes('coherent-outcomes'))).toEqual([]);
  });

  it('parts need an object that is compared in full', () => {
    const large = swapped(
      row,
      ['bytes-10', 'bytes-40000'],
      ['default: { status: 200, body: whole }', 'default: { status: 206, body: { parts: [0-1] } }'],
      ['    expect:', '    headers: { x-oss-multi-range-behavior: multi-range }\n    expect:'],
    );
    expect(rowDefects(large).join()).toContain('parts need an object of at most 32768 bytes');
  });
});

describe('meaningful-making', () => {
  const made = (making: string, size = 10): string[] =>
    rowDefects(
      row +
        swapped(
          other,
          ['object: bytes-10', `object: { name: made, size: ${size}, made: ${making} }`],
          ['range: "bytes=5-"', 'range: "bytes=5-9"'],
        ),
    ).filter((finding) => finding.includes('meaningful-making'));
  const finding = (flaw: string): string[] => [`specs/near.yaml:15 meaningful-making: near/other: ${flaw}`];

  it.each([
    '{ by: append, pieces: [4, 6] }',
    '{ by: multipart, parts: [10] }',
    '{ by: copy }',
    '{ by: overwrite, before: 11 }',
    '{ by: version, read: older }',
  ])('accepts %s', (making) => {
    expect(made(making)).toEqual([]);
  });

  it.each([
    ['{ by: append, pieces: [4, 7] }', 'the object has 10 bytes, what it is made of 11'],
    ['{ by: multipart, parts: [4, 6] }', 'a part before the last has fewer than 102400 bytes'],
    ['{ by: overwrite, before: 10 }', 'the object before has the same size, which shows nothing'],
  ])('rejects %s', (making, flaw) => {
    expect(made(making)).toEqual(finding(flaw));
  });

  it('rejects a row about a copied part that asks for something else, too', () => {
    const both = swapped(other, ['range: "bytes=5-"', 'range: "bytes=5-"\n    copy-range: "bytes=5-9"']);
    expect(rowDefects(row + both)).toContain(finding('a row with copy-range has no range')[0]);
  });
});

describe('coherent-outcomes of copied parts', () => {
  const outcome = (text: string): string[] =>
    rowDefects(
      swapped(
        row,
        ['default: { status: 200, body: whole }', `default: ${text}`],
        ['    expect:', '    copy-range: "bytes=0-3"\n    expect:'],
      ),
    )
      .filter((finding) => finding.includes('coherent-outcomes: near/end: default'))
      .map((finding) => finding.replace('specs/near.yaml:4 coherent-outcomes: near/end: default: ', ''));

  it.each([
    ['{ status: 200, body: 0-3, content-range: "bytes 0-3/10" }', []],
    ['{ status: 200, body: whole, content-range: null }', []],
    ['{ status: 404, body: error }', []],
    ['{ status: 206, body: 0-3, content-range: "bytes 0-3/10" }', ['a copied part is answered with 200, not 206']],
    ['{ status: 200, body: 0-3 }', ['Content-Range is bytes 0-3/10, as the part has it']],
    ['{ status: 200, body: whole, content-range: "bytes 0-9/10" }', ['Content-Range is absent, as the part has it']],
    ['{ status: 404, body: whole }', ['404 has an error as its body']],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });
});
