import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { libraryCredentials } from '../../driver/target/credentials/library-credentials.js';
import { ossutilCredentials } from '../../driver/target/credentials/ossutil-credentials.js';
import { processCredentials } from '../../driver/target/credentials/process-credentials.js';
import { openTarget } from '../../driver/target/open-target.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../../reference/server/server.js';
import { flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { withFolder } from '../../testing/suite/with-folder.js';
import { withServer } from '../../testing/wire/with-server.js';

const lasting = { accessKeyId: 'id-that-lasts', accessKeySecret: 'secret-that-lasts-do-not-print' };
const temporary = {
  accessKeyId: 'STS.id-for-an-hour',
  accessKeySecret: 'secret-for-an-hour-do-not-print',
  securityToken: 'token-for-an-hour-do-not-print',
};

let endpoint: ReferenceEndpoint;
beforeAll(async () => {
  const options = { bucket: 'conformance', region: 'cn-hangzhou', acl: 'private' } as const;
  endpoint = await createReferenceEndpoint({ ...options, credentials: [lasting, temporary] });
});
afterAll(() => endpoint.close());

/** A home folder with one file. */
async function withHome<T>(path: string, text: string, use: (home: string) => Promise<T>): Promise<T> {
  return withFolder(async (home) => {
    await mkdir(join(home, path, '..'), { recursive: true });
    await writeFile(join(home, path), text);
    return use(home);
  });
}

/** Nobody is to be asked for a role of this machine. */
const noRole = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };

const probe = (source: string, env: Record<string, string>) =>
  runCli(
    ['probe', 'bytes=0-0', '--size', '4', '--behaviour', 'default', '--credentials', source, ...flagsFor(endpoint.url)],
    { env: { ...noRole, ...env } },
  );

const ossutil2 = `[default]\naccessKeyID=${lasting.accessKeyId}\naccessKeySecret=${lasting.accessKeySecret}\nregion=cn-hangzhou\n`;
const cliProfile = (profile: object): string =>
  JSON.stringify({ current: 'default', profiles: [{ name: 'default', ...profile }] });

describe.concurrent('keys that are not in the environment', { timeout: 60_000 }, () => {
  test('come from ossutil, and appear nowhere', () =>
    withHome('.ossutilconfig', ossutil2, async (home) => {
      const args = ['--case', 'open/second-half', '--behaviour', 'default', '--runs', '0', '--credentials', 'ossutil'];
      const run = await runAgainst(endpoint.url, args, { env: { HOME: home } });
      const { exitCode, report, reportText, junitText, stdout, stderr } = run;
      expect([exitCode, report.target.auth, report.target.connection]).toEqual([
        0,
        'oss-v4',
        { credentials: 'ossutil' },
      ]);
      expect(report.checks[0]?.repro.command).toContain(' --credentials ossutil');
      const everything = [reportText, junitText, stdout, stderr].join('\n');
      expect(Object.values(lasting).filter((secret) => everything.includes(secret))).toEqual([]);
    }));

  test('come from a profile of the Alibaba Cloud CLI', () => {
    const profile = {
      mode: 'StsToken',
      access_key_id: temporary.accessKeyId,
      access_key_secret: temporary.accessKeySecret,
      sts_token: temporary.securityToken,
    };
    return withHome('.aliyun/config.json', cliProfile(profile), async (home) => {
      const { exitCode, stderr } = await probe('profile', { HOME: home });
      expect([exitCode, stderr]).toEqual([0, '']);
    });
  });

  test('come from the first of a chain that has any, here an address that hands them out', () => {
    const { accessKeyId, accessKeySecret, securityToken } = temporary;
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    const document = {
      AccessKeyId: accessKeyId,
      AccessKeySecret: accessKeySecret,
      SecurityToken: securityToken,
      Expiration,
    };
    const server = createServer((_, response) => response.end(JSON.stringify({ Code: 'Success', ...document })));
    return withServer(server, (port) =>
      withFolder(async (home) => {
        const uri = `http://127.0.0.1:${port}/`;
        const { exitCode, stderr } = await probe('chain', { HOME: home, ALIBABA_CLOUD_CREDENTIALS_URI: uri });
        expect([exitCode, stderr]).toEqual([0, '']);
      }),
    );
  });

  test('that cannot be had end the command with 3, and no file is quoted', () =>
    withHome('.aliyun/config.json', `{"profiles": [{"access_key_secret": "do-not-print"`, async (home) => {
      const { exitCode, stdout, stderr } = await probe('profile', { HOME: home });
      expect([exitCode, stdout, stderr.replace(home, 'HOME')]).toEqual([
        3,
        '',
        "error: no keys from profile: parse aliyun cli config from 'HOME/.aliyun/config.json' failed\nhint: create a profile with aliyun configure; ALIBABA_CLOUD_PROFILE selects one of several\n",
      ]);
    }));

  test('that a role needs more for say what', () =>
    expect(libraryCredentials('oidc')).rejects.toMatchObject({
      code: 'credentials-missing',
      message: expect.stringMatching(/^no keys from oidc: /),
      hint: 'set ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE',
    }));

  test('are not asked for where requests are anonymous', async () => {
    const flags = { endpoint: endpoint.url, bucket: 'conformance', auth: 'anonymous', credentials: 'ram-role' };
    const { credentials, credentialSource } = await openTarget(flags, {});
    expect([credentials, credentialSource]).toEqual([null, undefined]);
  });

  test('come from no source that is unknown, whose name may be a key', async () => {
    const { exitCode, stderr } = await probe('id:do-not-print', {});
    expect([exitCode, stderr]).toEqual([
      3,
      'error: --credentials is not a source of keys\nhint: credentials must be one of env, ossutil, profile, ram-role, oidc, process, chain, the source of keys; options and profiles never contain keys\n',
    ]);
  });
});

describe('the configuration of ossutil', () => {
  test.each([
    ['of version 1', '[Credentials]\nlanguage=EN\naccessKeyID=a\naccessKeySecret=b\nstsToken=c\n', {}, 'a b c'],
    [
      'of version 2',
      '[default]\naccessKeyID=a\naccessKeySecret=b\n[profile dev]\naccessKeyID=x\n',
      {},
      'a b undefined',
    ],
    [
      'with a profile that is chosen',
      '[default]\naccessKeyID=a\naccessKeySecret=b\n[profile dev]\naccessKeyID = x\naccessKeySecret = y\n',
      { OSSUTIL_PROFILE: 'dev' },
      'x y undefined',
    ],
  ])('%s gives a key pair', (_, text, env, expected) =>
    withHome('.ossutilconfig', text, async (HOME) => {
      const pair = await ossutilCredentials({ HOME, ...env });
      expect(`${pair?.accessKeyId} ${pair?.accessKeySecret} ${pair?.securityToken}`).toBe(expected);
    }),
  );

  test.each([
    [
      'without a key pair',
      '[default]\nmode=EcsRamRole\n',
      {},
      'section default of FILE contains no key pair (mode EcsRamRole)',
    ],
    [
      'without the profile',
      '[default]\naccessKeyID=a\n',
      { OSSUTIL_PROFILE: 'dev' },
      'FILE has no section profile dev or dev',
    ],
    ['without a section', 'accessKeySecret=do-not-print\n', {}, 'FILE has no section default or Credentials'],
  ])('%s is refused', (_, text, env, message) =>
    withHome('.ossutilconfig', text, async (HOME) => {
      const file = join(HOME, '.ossutilconfig');
      await expect(ossutilCredentials({ HOME, ...env })).rejects.toMatchObject({
        code: 'credentials-missing',
        message: `no keys from ossutil: ${message.replace('FILE', file)}`,
      });
    }),
  );

  test('that does not exist gives none', () =>
    withFolder(async (HOME) => expect(await ossutilCredentials({ HOME })).toBeNull()));
});

describe('a command that prints keys', () => {
  const { PATH = '' } = process.env;
  const printing = (text: string) => ({ PATH, OSS_CREDENTIALS_PROCESS: `echo '${text}'` });

  test.each([
    '{"AccessKeyId":"a","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2030-01-01T00:00:00Z"}',
    '{"mode":"StsToken","access_key_id":"a","access_key_secret":"b","sts_token":"c"}',
  ])('%s is understood', async (text) => {
    expect(await processCredentials(printing(text))).toEqual({
      accessKeyId: 'a',
      accessKeySecret: 'b',
      securityToken: 'c',
    });
  });

  test.each([
    [{}, 'OSS_CREDENTIALS_PROCESS is not set'],
    [{ PATH, OSS_CREDENTIALS_PROCESS: 'exit 7' }, 'the command in OSS_CREDENTIALS_PROCESS ended with 7'],
    [printing('do-not-print'), 'the command in OSS_CREDENTIALS_PROCESS printed no key pair'],
    [printing('{"AccessKeyId":"do-not-print"}'), 'the command in OSS_CREDENTIALS_PROCESS printed no key pair'],
  ])('%j is refused', async (env, message) => {
    await expect(processCredentials(env)).rejects.toMatchObject({
      code: 'credentials-missing',
      message: `no keys from a process: ${message}`,
    });
  });
});
