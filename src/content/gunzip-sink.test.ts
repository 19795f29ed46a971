import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bytesOf } from './bytes.js';
import { throughGunzip } from './gunzip-sink.js';
import { createLocator } from './locate/locate.js';
import { layOut } from './place-objects.js';

const object = layOut([{ name: 'bytes-1000', size: 1000 }])[0]!;

function locateBody(body: Uint8Array, chunk = body.length) {
  const sink = throughGunzip(createLocator({ object, others: [], hints: [0] }), object.size);
  for (let first = 0; first < body.length; first += chunk) sink.write(body.subarray(first, first + chunk));
  return sink.end();
}

test('what a body in gzip decodes to is located, however it is cut', () => {
  const coded = gzipSync(bytesOf(object));
  for (const chunk of [1, 7, coded.length]) expect(locateBody(coded, chunk)).toEqual({ kind: 'whole' });
  expect(locateBody(gzipSync(bytesOf(object, 500, 500)))).toEqual({ kind: 'slice', first: 500, last: 999 });
  expect(locateBody(gzipSync(Buffer.alloc(0)))).toEqual({ kind: 'empty' });
});

test('a body that is no gzip, is cut off, damaged or far too long is nobody’s', () => {
  const coded = gzipSync(bytesOf(object));
  const damaged = Uint8Array.from(coded);
  damaged[damaged.length - 6]! ^= 1;
  const wrong = [bytesOf(object), coded.subarray(0, -1), damaged, gzipSync(Buffer.alloc(10_000)), Buffer.alloc(0)];
  for (const body of wrong) {
    expect(locateBody(body)).toEqual({
      kind: 'unknown',
      difference: {
        bodyOffset: 0,
        objectOffset: null,
        expectedHex: '',
        actualHex: Buffer.from(body.subarray(0, 16)).toString('hex'),
      },
    });
  }
});
