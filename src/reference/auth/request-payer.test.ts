import { expect, test } from 'vitest';
import { createReferenceEndpoint } from '../server/server.js';

test('where whoever asks pays they have to agree, in a field or in the query', async () => {
  const endpoint = await createReferenceEndpoint({
    bucket: 'payer',
    region: 'cn-hangzhou',
    credentials: [],
    acl: 'public-read-write',
    requestPayer: true,
  });
  const ask = async (query: string, headers: Record<string, string>, method = 'GET') => {
    const response = await fetch(`${endpoint.url}/payer/key${query}`, {
      method,
      headers,
      body: method === 'PUT' ? 'x' : null,
    });
    return `${response.status} ${/<Message>(.*)<\/Message>/.exec(await response.text())?.[1] ?? ''}`;
  };
  try {
    const agrees = { 'x-oss-request-payer': 'requester' };
    const refusal = '403 Access denied for requester pay bucket.';
    expect([
      await ask('', {}, 'PUT'),
      await ask('', agrees, 'PUT'),
      await ask('', agrees),
      await ask('?x-oss-request-payer=requester', {}),
      await ask('', { 'x-oss-request-payer': 'owner' }),
      await ask('', {}),
    ]).toEqual([refusal, '200 ', '200 ', '200 ', refusal, refusal]);
  } finally {
    await endpoint.close();
  }
});
