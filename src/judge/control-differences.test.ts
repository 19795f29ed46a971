import { expect, test } from 'vitest';
import { answeredRule, type ComparedRequest } from './control-differences.js';

const object = { name: 'bytes-10', size: 10 };
const ranged: ComparedRequest = { method: 'GET', range: ['bytes=0-4'], headers: [], object };
const onlyIn = (what: string): string => `A request that differs from an answered one only in ${what} is answered.`;

test.each<[string, Partial<ComparedRequest>]>([
  ['its Range', {}],
  ['the absence of Range', { range: [] }],
  ['its Range and If-Match', { headers: [['If-Match', '"x"']] }],
  ['its method HEAD and the absence of Range', { method: 'HEAD', range: [] }],
  ['its key and its Range', { missing: 'key' }],
  ['its bucket and its Range', { missing: 'bucket' }],
  ['its Range and the query response-content-type', { query: [['response-content-type', 'a/b']] }],
  ['its Range and its signature', { auth: { by: 'url-v4' } }],
  ['its Range and the spelling of its fields', { headers: [['RANGE', 'bytes=0-4']] }],
  ['its key and its Range', { object: { ...object, made: { by: 'symlink', to: 'nothing' } } }],
  ['its version and its Range', { object: { ...object, made: { by: 'version', read: 'deleted' } } }],
  ['its Range', { object: { ...object, made: { by: 'version', read: 'older' } } }],
  ['its Range', { object: { name: 'bytes-0', size: 0 } }],
  [
    'its Range, If-Match and Accept',
    {
      headers: [
        ['If-Match', '"x"'],
        ['Accept', '*/*'],
      ],
    },
  ],
])('a request that differs in %s is told to', (what, sent) => {
  expect(answeredRule({ ...ranged, ...sent })).toBe(onlyIn(what));
});

test('a copy is told by what can be read, for it has no Range', () => {
  expect(answeredRule({ ...ranged, range: [], copyRange: 'bytes=0-4' })).toBe(
    'A copy of a readable object is answered.',
  );
});

test('the same request is to be answered as before, and one that nothing is known of differs in its Range', () => {
  expect([
    answeredRule({ ...ranged, range: [], object: { name: 'bytes-0', size: 0 } }),
    answeredRule(undefined),
  ]).toEqual(['A request that was answered before is answered again.', onlyIn('its Range')]);
});
