import { createRequire } from 'node:module';
import { join } from 'node:path';
import { schemeOfRun } from '../../spec/model/auth-scheme.js';
import { SuiteError } from '../../suite-error.js';
import { type Client, defineClient } from './client.js';

/** What is used of the package; its published types lack half of it. */
interface AliOss {
  get(key: string, options: { headers: Record<string, string> }): Promise<{ content: Buffer; res: { status: number } }>;
}
type AliOssConstructor = new (options: Record<string, unknown>) => AliOss;

/**
 * The vendor's SDK for Node.js, `ali-oss`, as its documentation shows: `get(key, { headers })`, without a retry of its own,
 * which is its default.
 *
 * @param folders where it is looked for, the first that has it: that of the user's project comes first
 * @throws SuiteError `client-missing`
 */
export function aliOssClient(folders: readonly string[]): Client {
  const { OSS, version } = load(folders);
  return defineClient({
    name: 'ali-oss',
    version,
    // It throws without: "require accessKeyId, accessKeySecret".
    needsCredentials: true,
    protocol: 'oss',
    open({ endpoint, bucket, region, auth, credentials, timeoutMs, clockOffsetMs }) {
      const oss = new OSS({
        accessKeyId: credentials?.accessKeyId,
        accessKeySecret: credentials?.accessKeySecret,
        bucket,
        endpoint,
        // Path style; left to itself it would put the bucket in front of the name of the relay.
        sldEnable: true,
        region: `oss-${region}`,
        // In the header, wherever the suite itself puts its signature.
        authorizationV4: schemeOfRun(auth).signature !== 'oss-v1',
        timeout: timeoutMs,
        amendTimeSkewed: clockOffsetMs,
        ...(credentials?.securityToken === undefined
          ? {}
          : {
              stsToken: credentials.securityToken,
              // Without it the client prints advice about temporary keys.
              refreshSTSToken: () => Promise.reject(new Error('no other token is available')),
            }),
      });
      return {
        async get({ key, range, headers }) {
          const { content, res } = await oss.get(key, {
            headers: { ...(range === null ? {} : { Range: range }), ...headers },
          });
          return { bytes: content, status: res.status };
        },
      };
    },
  });
}

function load(folders: readonly string[]): { OSS: AliOssConstructor; version: string } {
  for (const folder of folders) {
    const require = createRequire(join(folder, 'any.js'));
    try {
      require.resolve('ali-oss');
    } catch {
      continue;
    }
    const { version } = require('ali-oss/package.json') as { version: string };
    return { OSS: require('ali-oss') as AliOssConstructor, version };
  }
  throw new SuiteError('client-missing', 'the package ali-oss is not installed', {
    hint: 'npm install --save-dev ali-oss',
  });
}
