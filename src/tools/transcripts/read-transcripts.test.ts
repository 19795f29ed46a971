import { describe, expect, test } from 'vitest';
import { SuiteError } from '../../suite-error.js';
import { parseTranscripts, readTranscripts } from './read-transcripts.js';

const first = `
transcripts:
  - id: first-half
    source: guide
    kind: vendor-transcript
    request: { operation: GetObject, range: bytes=0-499 }
    object: { size: 1000 }
    response: { status: 206, body-length: 500, fields: { Content-Range: "bytes 0-499/{size}", ETag: "{etag}" } }
`;

const problemsOf = (text: string): string => {
  try {
    parseTranscripts({ file: 't.yaml', text });
    return 'none';
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    expect([error.code, error.hint]).toEqual([
      'spec-invalid',
      'correct these lines; specs/schema/transcripts.schema.json describes every key',
    ]);
    return error.message;
  }
};

test('a transcript is read with its sizes resolved and its defaults filled in', () => {
  expect(parseTranscripts({ file: 't.yaml', text: first })).toEqual([
    {
      id: 'first-half',
      kind: 'vendor-transcript',
      server: 'oss',
      publication: { kind: 'source', id: 'guide' },
      citable: true,
      request: { operation: 'GetObject', range: ['bytes=0-499'], behaviour: 'default', headers: [], query: [] },
      object: { size: 1000 },
      assumed: [],
      response: { status: 206, bodyLength: 500, fields: { 'Content-Range': 'bytes 0-499/1000', ETag: '{etag}' } },
      line: 3,
    },
  ]);
});

test('the file of the package has the published answers that were collected', async () => {
  const all = await readTranscripts();
  expect({
    all: all.length,
    ranged: all.filter(({ request }) => request.range.length > 0).length,
    withoutAddress: all.filter(({ citable }) => !citable).length,
    noProof: all.filter(({ noProof }) => noProof !== undefined).length,
  }).toEqual({ all: 94, ranged: 44, withoutAddress: 41, noProof: 12 });
});

describe('what is wrong is told with its place', () => {
  test.each<[what: string, from: string | RegExp, to: string, problem: string]>([
    ['an unknown operation', 'GetObject', 'GetObjekt', 't.yaml:6:27: operation must be one of GetObject'],
    ['an unknown key', 'body-length', 'length', 't.yaml:8:30: response has the keys status, body-length'],
    ['a status that is none', 'status: 206', 'status: 3xx', 't.yaml:8:25: status must be one of 2xx, 4xx, not "3xx"'],
    ['a placeholder that is none', '{etag}', '{tag}', 't.yaml:3:5: first-half: {tag} is no placeholder'],
    ['no publication', '    source: guide\n', '', 't.yaml:3:5: first-half has one of source, address and where, not 0'],
    [
      'two publications',
      'kind:',
      'address: https://example.com\n    kind:',
      't.yaml:3:5: first-half has one of source',
    ],
    [
      'an address that is none',
      'source: guide',
      'address: a page',
      't.yaml:4:14: address must be an address that starts with',
    ],
    [
      'a place that is called citable',
      'source: guide',
      'where: a page',
      'first-half has no address, so it says citable: false',
    ],
    [
      'an address that is not to be cited',
      'source: guide',
      'address: https://example.com\n    citable: false',
      'first-half has an address, so it is citable',
    ],
    ['a range of no size', '    object: { size: 1000 }\n', '', 'first-half has a range, so its object needs a size'],
    ['a CDN without a reason', 'kind:', 'server: cdn\n    kind:', 'the server is cdn, so no-proof says why'],
    [
      'an id that stands twice',
      /$/,
      first.replace('\ntranscripts:\n', ''),
      't.yaml:9:5: first-half is already defined in line 3',
    ],
    ['no YAML', 'transcripts:', '\ttranscripts:', 't.yaml:2:1: a tab is used where YAML allows only spaces'],
  ])('%s', (_, from, to, problem) => {
    expect(problemsOf(first.replace(from, to))).toContain(problem);
  });

  test('everything at once, in the order of the file', () => {
    const text = first.replace('kind: vendor-transcript', 'kind: rumour').replace('status: 206', 'status: 1000');
    expect(problemsOf(text)).toMatch(
      /^t\.yaml:5:11: kind must be one of .*\nt\.yaml:8:25: status must be a whole number .*$/,
    );
  });
});
