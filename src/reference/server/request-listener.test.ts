import { expect, test } from 'vitest';
import { rawRequest } from '../../testing/wire/raw-request.js';
import { protocolError } from '../wire/protocol-error.js';
import { createReferenceEndpoint } from './server.js';

test('a defect of the endpoint is an InternalError, and it goes on serving', async () => {
  const credentials = [
    {
      get accessKeyId(): string {
        throw new Error('a defect');
      },
      accessKeySecret: 'sk',
    },
  ];
  const endpoint = await createReferenceEndpoint({
    bucket: 'conformance',
    region: 'cn-hangzhou',
    credentials,
    acl: 'public-read',
  });
  const { port } = endpoint;
  const reply = await rawRequest({ port, target: '/conformance/a', headers: [['Authorization', 'OSS ak:x']] });
  expect([reply.status, reply.body.toString()]).toEqual([500, expect.stringContaining('<Code>InternalError</Code>')]);
  expect(reply.body.toString()).not.toContain('a defect');
  expect((await rawRequest({ port, target: '/conformance' })).status).toBe(200);
  await endpoint.close();
});

test('a request that takes too long is a RequestTimeout, 400 as the document of PutObject has it', () => {
  expect(protocolError('ERR_HTTP_REQUEST_TIMEOUT')).toMatchObject({ code: 'RequestTimeout', status: 400 });
  expect(protocolError(undefined)).toMatchObject({ code: 'InvalidRequest', status: 400 });
});
