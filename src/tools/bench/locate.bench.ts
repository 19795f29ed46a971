import { bench, describe } from 'vitest';
import { streamOf } from '../../content/bytes.js';
import { createCrc64 } from '../../content/crc64.js';
import { createLocator } from '../../content/locate/locate.js';

/** 16 MiB: long enough that the start of a locator does not count. */
const object = { name: 'bench', size: 16 * 1024 * 1024 - 1024, phase: 0 };
const chunks = [...streamOf(object)];
const copy = Buffer.alloc(64 * 1024);

describe('what knowing whose bytes a body is costs, beside copying it', () => {
  bench('copy every chunk', () => {
    for (const chunk of chunks) chunk.copy(copy);
  });
  bench('locate', () => {
    const locator = createLocator({ object, others: [], hints: [0] });
    for (const chunk of chunks) locator.write(chunk);
    locator.end();
  });
  bench('CRC-64', () => {
    const crc = createCrc64();
    for (const chunk of chunks) crc.update(chunk);
    crc.digest();
  });
});
