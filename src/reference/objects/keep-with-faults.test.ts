import { expect, test } from 'vitest';
import { faultNamed } from '../faults/faults.js';
import { createReferenceEndpoint } from '../server/server.js';

test('what is kept in place of an upload is what costs memory', async () => {
  const endpoint = await createReferenceEndpoint({
    bucket: 'faulty',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
    memoryLimitBytes: 4000,
    fault: faultNamed('upload-cut-to-the-length-before'),
  });
  const ask = async (method: string, body?: string): Promise<string> => {
    const response = await fetch(`${endpoint.url}/faulty/key`, { method, body: body ?? null });
    return `${response.status} ${(await response.text()).length}`;
  };
  try {
    for (let round = 0; round < 5; round += 1) {
      expect([
        await ask('PUT', 'x'.repeat(10)),
        await ask('PUT', 'y'.repeat(1000)),
        await ask('GET'),
        await ask('DELETE'),
      ]).toEqual(['200 0', '200 0', '200 10', '204 0']);
    }
  } finally {
    await endpoint.close();
  }
});
