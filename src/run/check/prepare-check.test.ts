import { expect, test } from 'vitest';
import { thousand } from '../../testing/builders/exchanges.js';
import { resolveFields } from './prepare-check.js';

test('templates become what the target said of the object, dates to the second', () => {
  expect(
    resolveFields(
      [
        ['If-Match', '"x", {etag}'],
        ['If-Modified-Since', '{last-modified}'],
        ['If-Unmodified-Since', '{last-modified+60}'],
        ['If-Range', '{last-modified-3600}'],
        ['x-oss-range-behavior', ' standard '],
      ],
      thousand,
    ),
  ).toEqual({
    kind: 'resolved',
    headers: [
      ['If-Match', '"x", "A1B2C3"'],
      ['If-Modified-Since', 'Fri, 18 Oct 2019 08:00:00 GMT'],
      ['If-Unmodified-Since', 'Fri, 18 Oct 2019 08:01:00 GMT'],
      ['If-Range', 'Fri, 18 Oct 2019 07:00:00 GMT'],
      ['x-oss-range-behavior', ' standard '],
    ],
  });
});

test.each([
  ['{etag}', { etag: null }, 'ETag'],
  ['{last-modified}', { lastModified: null }, 'Last-Modified'],
  ['{last-modified+60}', { lastModified: null }, 'Last-Modified'],
  ['{last-modified-60}', { lastModified: 'yesterday' }, 'Last-Modified'],
])('%s of an object without it is told, not sent', (value, known, what) => {
  expect(resolveFields([['If-Match', value]], { ...thousand, ...known })).toEqual({ kind: 'unknown', what });
});
