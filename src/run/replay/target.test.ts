import { expect, test } from 'vitest';
import { replayTarget } from './target.js';

const target = {
  name: 'oss.example.com',
  endpoint: 'https://oss.example.com',
  bucket: 'conformance',
  region: 'cn-hangzhou',
  addressing: 'path',
  auth: 'anonymous',
};

async function resolved(flags: Parameters<typeof replayTarget>[1], env: NodeJS.ProcessEnv = {}) {
  const { target: found } = await replayTarget({ target }, flags, env);
  const { endpoint, bucket, region, addressing, auth } = found;
  return { endpoint: endpoint.origin, bucket, region, addressing, auth };
}

test('a replay asks the target of the report, one flag changes one part, and another endpoint all of it', async () => {
  const { name: _, ...same } = target;
  const other = { endpoint: 'http://127.0.0.1:9000', bucket: 'other-bucket' };
  const anew = { ...other, region: '', addressing: 'path', auth: 'anonymous' };
  expect(
    await Promise.all([
      resolved({}),
      resolved({ endpoint: undefined, bucket: 'other-bucket' }),
      resolved(other),
      resolved({ bucket: 'other-bucket' }, { OSS_ENDPOINT: 'http://127.0.0.1:9000' }),
    ]),
  ).toEqual([same, { ...same, bucket: 'other-bucket' }, anew, anew]);
});

test('what a flag says of a capability changes that one alone of what the report says', async () => {
  const report = { target: { ...target, capabilities: { append: true, symlink: false } } } as const;
  const { target: found } = await replayTarget(report, { capabilities: { append: false } }, {});
  expect(found.capabilities).toEqual({ append: false, symlink: false });
});
