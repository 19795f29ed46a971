import { describe, expect, test } from 'vitest';
import { getRaw } from '../../testing/wire/send-raw.js';
import { prepareRequest, type WireRequest } from './wire-request.js';

describe('a request that no HTTP client library can send is refused by name', () => {
  test.each<[Partial<WireRequest>, string]>([
    [{ headers: [['Range', 'bytes=0-\n4']] }, 'header Range holds byte 0x0a at position 8, which cannot be sent'],
    [{ headers: [['Range', '\0']] }, 'header Range holds byte 0x00 at position 0, which cannot be sent'],
    [{ headers: [['X', 'a\x7f']] }, 'header X holds byte 0x7f at position 1, which cannot be sent'],
    [{ headers: [['X', '\u4e2d']] }, 'header X holds byte 0x4e2d at position 0, which cannot be sent'],
    [{ host: 'a\r\nb' }, 'header Host holds byte 0x0d at position 1, which cannot be sent'],
    [{ headers: [['Range ', 'a']] }, '"Range " is not a header name'],
    [{ headers: [['', 'a']] }, '"" is not a header name'],
    [{ headers: [['Host', 'a']] }, 'header Host is written by the driver and cannot be set'],
    [{ headers: [['connection', 'close']] }, 'header connection is written by the driver and cannot be set'],
    [{ headers: [['Content-Length', '0']] }, 'header Content-Length is written by the driver and cannot be set'],
    [{ headers: [['Expect', '100-continue']] }, 'header Expect is written by the driver and cannot be set'],
    [{ path: 'object' }, 'path "object" does not start with a slash'],
    [{ path: '/a b' }, 'the path holds byte 0x20 at position 2, which cannot be sent'],
    [{ path: '/\u4e2d' }, 'the path holds byte 0x4e2d at position 1, which cannot be sent'],
    [{ method: 'GET X' }, 'method "GET X" cannot be sent'],
    [{ method: 'CONNECT' }, 'method "CONNECT" cannot be sent'],
    [{ body: () => [] }, 'a body produced by a function needs a bodyLength'],
    [{ body: () => [], bodyLength: -1 }, 'a body produced by a function needs a bodyLength'],
  ])('%j', (part, message) => {
    const prepare = () => prepareRequest({ ...getRaw, ...part });
    expect(prepare).toThrow(expect.objectContaining({ name: 'SuiteError', code: 'usage', message }));
  });
});

test('whatever undici takes is taken', () => {
  const headers: WireRequest['headers'] = [
    ['Range', '\t bytes=0-4 '],
    ['Range', ''],
    ["!#$%&'*+-.^_`|~", '\x80\xff'],
  ];
  const prepared = prepareRequest({ ...getRaw, method: 'get', path: '/../%zz?#\\"<>\x7f\xff', headers });
  expect(prepared.headers.slice(0, 4)).toEqual([['host', 'bucket.test'], ...headers]);
});
