import { expect, test } from 'vitest';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { defaultChoices, type UnsettledChoices } from '../server/unsettled.js';
import { OssError } from '../wire/oss-error.js';
import { multiRange } from './multi-range.js';
import { multipartBody } from './multipart-body.js';

const several: HeaderField = ['X-Oss-Multi-Range-Behavior', 'multi-range'];
const standard: HeaderField = ['x-oss-range-behavior', 'standard'];

function slices(range: string | null, { headers = [several], choices = {} }: Asked = {}): unknown {
  const found = multiRange({ headers, query: [] }, { range, size: 10 }, { ...defaultChoices, ...choices });
  return found?.map(({ first, last }) => `${first}-${last}`).join(' ') ?? null;
}
interface Asked {
  readonly headers?: readonly HeaderField[];
  readonly choices?: Partial<UnsettledChoices>;
}

test.each<[string | null, unknown]>([
  ['bytes=0-1,3-4,5-6,7-8', '0-1 3-4 5-6 7-8'],
  ['bytes=0-1, -2,8-', '0-1 8-9 8-9'],
  ['bytes=6-7,0-1', '6-7 0-1'],
  ['bytes=0-1,5-10', ''],
  ['bytes=20-30,0-1', ''],
  ['bytes=0-1,abc', ''],
  ['bytes=0-1,', ''],
  ['bytes=0-1,-0', ''],
  ['items=0-1,2-3', ''],
  ['bytes=0-1', null],
  [null, null],
])('%s of 10 bytes', (range, expected) => {
  expect(slices(range)).toBe(expected);
});

test('only the documented value of the header asks for several', () => {
  expect([
    slices('bytes=0-1,3-4', { headers: [] }),
    slices('bytes=0-1,3-4', { headers: [[several[0], 'multi']] }),
  ]).toEqual([null, null]);
});

test('what no source settles can be chosen', () => {
  const headers = [several, standard];
  expect([
    slices('bytes=5-7,0-1,1-3', { choices: { multiRangeOrder: 'merged' } }),
    slices('bytes=0-1,3-4', { headers }),
    slices('bytes=0-1,3-4', { headers, choices: { multiRangeUnderStandard: 'standard' } }),
  ]).toEqual(['0-3 5-7', '0-1 3-4', null]);
});

test('an endpoint that answers lists by parts does so unasked, under the standard behaviour alone', () => {
  const choices = { standardList: 'parts' } as const;
  const asked = (range: string, headers = [standard]) => slices(range, { headers, choices });
  expect([
    asked('bytes=0-1, 8-99'),
    asked('bytes=20-30,0-1'),
    asked('bytes=0-1,'),
    asked('bytes=0-1,x'),
    asked('bytes=20-,30-'),
    asked('bytes=0-1,8-9', []),
    slices('bytes=0-1,8-9', { headers: [standard] }),
  ]).toEqual(['0-1 8-9', '0-1', null, null, null, null, null]);
});

test('fifty ranges are served and fifty-one refused', () => {
  const ranges = (count: number): string => `bytes=${Array.from({ length: count }, () => '0-0').join(',')}`;
  expect(String(slices(ranges(50))).split(' ')).toHaveLength(50);
  const refusal = (status: 400 | 416): unknown => {
    try {
      return slices(ranges(51), { choices: { multiRangeFailedStatus: status } });
    } catch (error) {
      return error instanceof OssError && [error.code, error.status];
    }
  };
  expect([refusal(400), refusal(416)]).toEqual([
    ['MultiRangeFailed', 400],
    ['MultiRangeFailed', 416],
  ]);
});

test('a body is spelled as the vendor shows it', () => {
  const body = multipartBody(
    Buffer.from('0123456789'),
    [
      { first: 0, last: 1 },
      { first: 3, last: 4 },
    ],
    { boundary: 'b', type: 'text/plain' },
  );
  expect(Buffer.concat(body).toString()).toBe(
    '--b\r\nContent-type: text/plain\r\nContent-range: bytes 0-1/10\r\n\r\n01\r\n--b\r\nContent-type: text/plain\r\nContent-range: bytes 3-4/10\r\n\r\n34\r\n--b--\r\n',
  );
});
