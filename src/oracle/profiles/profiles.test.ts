import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../spec/model/outcome.js';
import { predict } from './predict.js';
import { profiles } from './profiles.js';

const inWords = ({ status, body }: Outcome): string =>
  status === 416 ? '416' : `${status} ${body.kind === 'slice' ? `${body.first}-${body.last}` : body.kind}`;

/** What each profile answers, in the order of their list; nothing where nobody documents it, a stroke between alternatives. */
const said = (size: number, ...lines: string[]): string[] =>
  profiles.map((profile) => predict(profile, size, lines)?.map(inWords).join('|') ?? '');

const none = '';
const kept = '200 whole';

it('the profiles are those of six kinds of server', () => {
  expect(profiles.map(({ id, name }) => [id, name])).toEqual([
    ['rfc-9110', 'RFC 9110'],
    ['amazon-s3', 'Amazon S3'],
    ['kingsoft-ks3', 'Kingsoft KS3'],
    ['qingstor', 'the QingStor family'],
    ['oss-emulator-2017', 'aliyun/oss-emulator of 2017'],
    ['ignores-ranges', 'a server that ignores ranges'],
  ]);
});

describe('each profile answers as its sources say', () => {
  it.each<[range: string, ...answers: string[]]>([
    ['bytes=0-4', '206 0-4', '206 0-4', '206 0-4', '206 0-4', '206 0-4', kept],
    ['bytes=5-', '206 5-9', '206 5-9', '206 5-9', '206 5-9', '206 5-9', kept],
    ['bytes=0-0', '206 0-0', '206 0-0', '206 0-0', '206 0-0', '206 whole', kept],
    ['bytes=1-1', '206 1-1', '206 1-1', '206 1-1', '206 1-1', '206 1-1', kept],
    ['bytes=-3', '206 7-9', '206 7-9', '206 7-9', '206 7-9', '206 0-3', kept],
    ['bytes=-10', '206 0-9', '206 0-9', '206 0-9', '206 0-9', '206 0-9', kept],
    ['bytes=5-10', '206 5-9', '206 5-9', none, none, '206 5-9', kept],
    ['bytes=10-', '416', '416', '416', '416', none, kept],
    ['bytes=-11', '206 0-9', '206 0-9', none, '206 0-9', '206 0-9', kept],
    ['bytes=-0', '416', '416', none, none, '206 0-0', kept],
    ['bytes=5-2', '200 whole|416', kept, '416', '416', none, kept],
    ['bytes=-1-5', '200 whole|416', kept, '206 0-5', '416', none, kept],
    ['bytes=-1-12', '200 whole|416', kept, '206 0-9', '416', none, kept],
    ['items=0-5', kept, kept, '416', '416', none, kept],
    ['0-5', '200 whole|416', kept, none, '416', none, kept],
    ['bytes=abc', '200 whole|416', kept, kept, '416', none, kept],
    ['bytes=1-2-3', '200 whole|416', kept, none, '416', none, kept],
    ['Bytes=0-4', '206 0-4', none, none, none, none, kept],
    ['bytes= 0-4', none, kept, none, none, none, kept],
    ['bytes=00-4', '206 0-4', '206 0-4', none, none, none, kept],
    ['bytes=0-4;', none, none, none, none, none, kept],
    ['bytes=0-9223372036854775808', '206 0-9|416', none, none, none, none, kept],
    ['bytes=0-1,3-4', none, kept, '416', none, none, kept],
    ['bytes=,1-2', none, kept, none, none, none, kept],
    ['bytes=10-,1-2', none, kept, none, none, none, kept],
    ['bytes=-0,1-2', none, none, none, none, none, kept],
  ])('%s on ten bytes', (range, ...answers) => {
    expect(said(10, range)).toEqual(answers);
  });

  it.each<[range: string, ...answers: string[]]>([
    ['bytes=0-', '416', '416', none, none, none, '200 empty'],
    ['bytes=-5', none, '416', none, none, none, '200 empty'],
    ['bytes=0-0', '416', '416', none, none, none, '200 empty'],
    ['bytes=-0', '416', '416', none, none, none, '200 empty'],
    ['bytes=-1-5', '200 empty|416', '200 empty', none, '416', none, '200 empty'],
  ])('%s on an empty object', (range, ...answers) => {
    expect(said(0, range)).toEqual(answers);
  });

  it('several Range lines, of which only who ignores ranges makes nothing', () => {
    expect(said(10, 'bytes=0-1', 'bytes=3-4')).toEqual([none, none, none, none, none, kept]);
  });

  it('no Range, of which no profile speaks', () => {
    expect(said(10)).toEqual(profiles.map(() => none));
  });
});

describe('a minus sign that some servers read as the start of the object', () => {
  const answers = { negative: ['from-zero'] } as const;
  const careless = { id: 'x', name: 'x', sources: [], answers } as const;
  it.each([
    ['bytes=-1-', []],
    ['bytes=0--1', []],
    ['bytes=-1-5', ['206 0-5']],
    ['bytes=-10-25', ['206 0-9']],
    ['bytes=-10--3', []],
    [' bytes=-12-3', ['206 0-3']],
  ])('%s', (range, expected) => {
    expect(predict(careless, 10, [range])?.map(inWords)).toEqual(expected);
  });

  it('says nothing of an empty object', () => {
    expect(predict(careless, 0, ['bytes=-1-5'])).toEqual([]);
  });
});

it('a prefix is read from a suffix alone', () => {
  const answers = { satisfiable: ['prefix'] } as const;
  const careless = { id: 'x', name: 'x', sources: [], answers } as const;
  expect([predict(careless, 10, ['bytes=0-4']), predict(careless, 10, ['bytes=-4'])]).toEqual([
    [],
    [{ status: 206, body: { kind: 'slice', first: 0, last: 4 } }],
  ]);
});

it.each(profiles)('a reader finds where the answers of $id are written down', ({ sources }) => {
  expect(sources.length).toBeGreaterThan(0);
  for (const { title, address } of sources) {
    expect(title).toMatch(/^\S.{5,}/);
    expect(new URL(address).protocol).toBe('https:');
  }
});
