import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, isMultipart, readMultipart } from './multipart.js';

const type = 'multipart/byteranges;boundary=b-1';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const part = (range: string, content: string): string =>
  `--b-1\r\nContent-type: text/plain\r\nContent-range: ${range}\r\n\r\n${content}\r\n`;
const right = `${part('bytes 0-1/10', '01')}${part('bytes 3-4/10', '34')}--b-1--\r\n`;

/** What was read, with the bytes as text. */
function read(body: string, contentType = type): unknown {
  const multipart = readMultipart(contentType, bytes(body));
  if (multipart.kind === 'malformed') return multipart.reason;
  return multipart.parts.map(({ first, last, total, bytes: content }) => [
    first,
    last,
    total,
    String(Buffer.from(content)),
  ]);
}

const two = [
  [0, 1, 10, '01'],
  [3, 4, 10, '34'],
];

describe('a right body is read part by part', () => {
  it.each([
    ['as the vendor shows it', right, type],
    ['with a line end in front', `\r\n${right}`, type],
    ['with several line ends in front and behind', `\r\n\r\n${right}\r\n`, type],
    ['without a line end behind', right.slice(0, -2), type],
    ['with a boundary in quotes', right, 'multipart/byteranges; boundary="b-1"'],
  ])('%s', (_, body, contentType) => {
    expect(read(body, contentType)).toEqual(two);
  });

  it('in the order in which the parts come', () => {
    expect(read(`${part('bytes 3-4/10', '34')}${part('bytes 0-1/10', '01')}--b-1--`)).toEqual([...two].reverse());
  });

  it('with bytes that look like a delimiter', () => {
    expect(read(`${part('bytes 0-8/10', '\r\n--b-1--')}--b-1--`)).toEqual([[0, 8, 10, '\r\n--b-1--']]);
  });

  it('with a complete length that nobody knows', () => {
    expect(read(`${part('bytes 0-1/*', '01')}--b-1--`)).toEqual([[0, 1, null, '01']]);
  });
});

describe('a wrong body is refused with its fault', () => {
  it.each([
    ['no boundary', right, 'multipart/byteranges', 'Content-Type names no boundary: multipart/byteranges'],
    ['another boundary', right, 'multipart/byteranges;boundary=b', 'the delimiter does not end its line'],
    ['nothing', '', type, 'the body does not begin with its delimiter'],
    ['a text in front', `preamble\r\n${right}`, type, 'the body does not begin with its delimiter'],
    ['no part', '--b-1--', type, 'there are no parts'],
    ['no closing delimiter', right.replace('--b-1--\r\n', ''), type, 'part 2: no delimiter after its 2 bytes'],
    ['a closing delimiter that is cut off', right.slice(0, -4), type, 'part 3: the delimiter does not end its line'],
    ['more behind it', `${right}x`, type, 'there is data after the closing delimiter'],
    ['a byte too many', right.replace('01\r\n', '012\r\n'), type, 'part 1: no delimiter after its 2 bytes'],
    ['a byte too few', right.replace('01\r\n', '0\r\n'), type, 'part 1: no delimiter after its 2 bytes'],
    ['no Content-Range', right.replace('Content-range', 'Content-rage'), type, 'part 1: its Content-Range is absent'],
    ['an inverted one', right.replace('0-1/10', '1-0/10'), type, 'part 1: its Content-Range is bytes 1-0/10'],
    ['a header without end', '--b-1\r\nContent-range: bytes 0-1/10', type, 'part 1: its header does not end'],
    [
      'more bytes than there are',
      part('bytes 0-99999999999999999999/999999999999999999999', '01'),
      type,
      'part 1: it ends before the 100000000000000000000 bytes that its Content-Range names',
    ],
  ])('%s', (_, body, contentType, reason) => {
    expect(read(body, contentType)).toEqual(
      reason.includes('does not end its line') ? expect.stringContaining('does not end its line') : reason,
    );
  });

  it('a Content-Range that stands twice', () => {
    const twice = right.replace('\r\n\r\n', '\r\nContent-Range: bytes 0-1/10\r\n\r\n');
    expect(read(twice)).toBe('part 1: its Content-Range is bytes 0-1/10 and bytes 0-1/10');
  });
});

it('a type is multipart whatever its letters', () => {
  expect(['Multipart/ByteRanges; boundary=x', 'multipart/byterangesx', 'text/plain'].map(isMultipart)).toEqual([
    true,
    false,
    false,
  ]);
  expect([
    boundaryOf('multipart/byteranges;boundary="a b"'),
    boundaryOf('multipart/byteranges;boundary="a b "'),
  ]).toEqual(['a b', null]);
});

const boundary = (value: string): string | null => boundaryOf(`multipart/byteranges;boundary=${value}`);

it.each<[string, string | null]>([
  ['x'.repeat(70), 'x'.repeat(70)],
  ['x'.repeat(71), null],
  [`"${'x'.repeat(70)}"`, 'x'.repeat(70)],
  [`"${'x'.repeat(71)}"`, null],
  ['""', null],
  ['', null],
  ['x', 'x'],
  ['"x"', 'x'],
  ['"x', null],
  ['x"', null],
  ['x y', null],
  ['x;y', null],
  ['"x;y"', null],
  ['"aZ09\'()+_,./:=?-"', "aZ09'()+_,./:=?-"],
  ['"x" ', null],
  ['x; charset=y', 'x'],
  ['x; charset', null],
  ['x; boundary=y', null],
  ['x ; charset="y; z"', 'x'],
])(
  'a boundary has up to 70 characters, those that RFC 2046 allows where it stands in quotes: %s',
  (value, expected) => {
    expect(boundary(value)).toBe(expected);
  },
);

it.each<[string, string | null]>([
  ['multipart/byteranges \t; \tboundary=x', 'x'],
  ['multipart/byteranges;BOUNDARY=x', 'x'],
  ['xmultipart/byteranges;boundary=x', null],
  ['multipart/mixed;boundary=x', null],
  ['multipart/byteranges; charset=y; boundary=x', 'x'],
  ['multipart/byteranges; xboundary=y; boundary=x', 'x'],
  ['multipart/byterangesboundary=x', null],
])('a boundary is that of the type: %s', (value, expected) => {
  expect(boundaryOf(value)).toBe(expected);
});

it('a type that has another one in it is not multipart', () => {
  expect(
    ['x-multipart/byteranges', 'multipart/byteranges', 'text/plain; x=multipart/byteranges'].map(isMultipart),
  ).toEqual([false, true, false]);
});

describe('the header of a part', () => {
  const one = (head: string): unknown => read(`--b-1${head}\r\n\r\n01\r\n--b-1--`);
  const right = [[0, 1, 10, '01']];
  it.each([
    ['\r\nContent-Range:bytes 0-1/10', right],
    ['\r\nCONTENT-RANGE: \t bytes 0-1/10 \t ', right],
    ['\r\nX: y\r\nContent-Range: bytes 0-1/10\r\nZ: w', right],
    ['\r\nX-Content-Range: bytes 0-1/10', 'part 1: its Content-Range is absent'],
    ['\r\nContent-Range : bytes 0-1/10', 'part 1: its Content-Range is absent'],
    ['\r\nContent-Range:  ', 'part 1: its Content-Range is absent'],
    ['\r\nContent-Range: bytes */10', 'part 1: its Content-Range is bytes */10'],
    ['', 'part 1: its Content-Range is absent'],
    ['x', 'part 1: the delimiter does not end its line'],
    ['\nContent-Range: bytes 0-1/10', 'part 1: the delimiter does not end its line'],
  ])('%j', (head, expected) => {
    expect(one(head)).toEqual(expected);
  });
});

it('a part may be as long as what is left, and no longer', () => {
  expect([
    read('--b-1\r\nContent-Range: bytes 0-1/10\r\n\r\n01'),
    read('--b-1\r\nContent-Range: bytes 0-1/10\r\n\r\n0'),
  ]).toEqual([
    'part 1: no delimiter after its 2 bytes',
    'part 1: it ends before the 2 bytes that its Content-Range names',
  ]);
});

describe('of a body that was kept in part', () => {
  const readCut = (kept: number, body = right, length = body.length): unknown => {
    const multipart = readMultipart(type, bytes(body.slice(0, kept)), length);
    return multipart.kind === 'malformed' ? multipart.reason : [multipart.parts.length, multipart.isCut];
  };
  const secondPart = right.indexOf('--b-1', 5);

  it('the parts that were kept whole are read, wherever it is cut behind its first line', () => {
    const kept = Array.from({ length: right.length - 7 }, (_, index) => 7 + index);
    expect(kept.map((at) => readCut(at)).filter((read) => !Array.isArray(read) || read[1] !== true)).toEqual([]);
    expect([secondPart - 3, secondPart + 7, right.length - 2, right.length].map((at) => readCut(at))).toEqual([
      [0, true],
      [1, true],
      [2, true],
      [2, false],
    ]);
  });

  it('a part with more bytes than came, one whose delimiter is not there, and more behind the last one are wrong', () => {
    const [longer, wrong] = [right.replace('0-1/10', '0-999/1000'), right.replace('01\r\n', '012\r\n')];
    expect([readCut(100, longer), readCut(100, wrong), readCut(right.length + 1, `${right}xy`)]).toEqual([
      'part 1: it ends before the 1000 bytes that its Content-Range names',
      'part 1: no delimiter after its 2 bytes',
      'there is data after the closing delimiter',
    ]);
  });
});

it('a body that lies within other bytes is read alone', () => {
  const within = bytes(`xx${right}xx`).subarray(2, 2 + right.length);
  expect(readMultipart(type, within)).toEqual(readMultipart(type, bytes(right)));
});

const seed = Math.trunc(Math.random() * 2 ** 31);
describe(`whatever comes is read without an exception (seed ${seed})`, () => {
  const noise = fc.array(
    fc.constantFrom('--', 'b-1', '\r\n', 'Content-range: ', 'bytes ', '0-1', '/10', ':', ' ', '01', '\0', 'é'),
    { maxLength: 30 },
  );

  it('50,000 random bodies', () => {
    fc.assert(
      fc.property(noise, fc.string({ maxLength: 40 }), (pieces, contentType) => {
        const kinds = [readMultipart(type, bytes(pieces.join(''))), readMultipart(contentType, bytes(pieces.join('')))];
        return kinds.every(({ kind }) => kind === 'parts' || kind === 'malformed');
      }),
      { seed, numRuns: 50_000 },
    );
  });

  it('50,000 mutated right bodies, whose parts have as many bytes as they say', () => {
    const mutation = fc.record({
      at: fc.nat({ max: right.length - 1 }),
      cut: fc.nat({ max: 5 }),
      put: fc.string({ maxLength: 5 }),
    });
    fc.assert(
      fc.property(mutation, ({ at, cut, put }) => {
        const body = bytes(right.slice(0, at) + put + right.slice(at + cut));
        const result = readMultipart(type, body);
        const parts = result.kind === 'parts' ? result.parts : [];
        return parts.every(({ bytes: content, first, last }) => content.length === last - first + 1);
      }),
      { seed, numRuns: 50_000 },
    );
  });
});
