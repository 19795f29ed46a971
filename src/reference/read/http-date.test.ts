import { expect, test } from 'vitest';
import { formatHttpDate, parseHttpDate } from './http-date.js';

test('a date survives being printed and read', () => {
  const at = Date.UTC(2019, 9, 18, 8, 0, 59);
  expect(formatHttpDate(at)).toBe('Fri, 18 Oct 2019 08:00:59 GMT');
  expect(parseHttpDate('Fri, 18 Oct 2019 08:00:59 GMT')).toBe(at);
});

test.each([
  '',
  'not a date',
  '2019-10-18T08:00:59Z',
  'Friday, 18-Oct-19 08:00:59 GMT',
  'Fri Oct 18 08:00:59 2019',
  'Fri, 8 Oct 2019 08:00:59 GMT',
  'Fri, 18 oct 2019 08:00:59 GMT',
  'Fri, 18 Xxx 2019 08:00:59 GMT',
  'Fri, 31 Feb 2019 08:00:59 GMT',
  'Fri, 18 Oct 2019 24:00:00 GMT',
  'Fri, 18 Oct 2019 08:00:59 +0000',
])('%j is no date', (text) => {
  expect(parseHttpDate(text)).toBeUndefined();
});
