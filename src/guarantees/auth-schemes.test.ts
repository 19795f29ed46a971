import { describe, expect, test } from 'vitest';
import { createAuthenticator } from '../driver/auth/authenticator.js';
import type { SignableRequest } from '../driver/auth/signable-request.js';
import type { Proof } from '../driver/auth/signer.js';
import { targetJsonSchema } from '../driver/target/profile/json-schema.js';
import type { Target } from '../driver/target/target.js';
import { signRow } from '../run/sender/row-signature.js';
import { authSchemes, type SignaturePlace, schemeOfRow, schemeOfRun, signings } from '../spec/model/auth-scheme.js';
import { jsonSchemaFiles } from '../spec/schema/json-schema.js';
import { helpOption } from '../testing/readers/help-option.js';
import { runCli } from '../testing/suite/run-cli.js';

const request: SignableRequest = {
  method: 'GET',
  bucket: 'examplebucket',
  key: 'exampleobject',
  query: [],
  headers: [],
};
const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk' };
const region = 'cn-hangzhou';
const target: Target = {
  name: 'a target',
  endpoint: new URL('http://127.0.0.1:9000'),
  bucket: 'examplebucket',
  region,
  addressing: 'path',
  auth: 'oss-v4',
  credentials,
  capabilities: {},
};

/** Where a request is signed, by the names of fields and parameters that signatures have. */
const placesOf = ({ headers, query }: Proof): SignaturePlace[] => [
  ...(headers.some(([name]) => name.toLowerCase() === 'authorization') ? (['header'] as const) : []),
  ...(query.some(([name]) => /^(?:x-(?:oss|amz)-)?signature$/i.test(name)) ? (['url'] as const) : []),
];

describe('every auth scheme of a run', () => {
  test.each(authSchemes)('%s puts the signature in its place', async (scheme) => {
    const locate = () => ({ host: 'localhost', path: '/examplebucket/exampleobject' });
    const proof = await createAuthenticator({ scheme, credentials, region, locate })(request);
    expect(placesOf(proof)).toEqual(schemeOfRun(scheme).places);
  });

  test.concurrent('is in the help, in the error about another one and in the schema of target profiles', async ({
    expect,
  }) => {
    const [help, wrong] = await Promise.all([
      runCli(['run', '--help']),
      runCli(['run', '--endpoint', 'http://127.0.0.1:9', '--bucket', 'abc', '--auth', 'basic']),
    ]);
    expect(helpOption(help.stdout, '--auth ')).toBe(
      `--auth <scheme> ${authSchemes.join(', ')} (default: oss-v4 with credentials, else anonymous)`,
    );
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      3,
      `error: --auth "basic" is unknown\nhint: --auth must be one of ${authSchemes.join(', ')}\n`,
    ]);
    expect(JSON.parse(targetJsonSchema().text).properties.auth.enum).toEqual(authSchemes);
  });
});

describe('every signature that a row may name', () => {
  test.each(signings)('%s is made in its places', async (by) => {
    expect(placesOf(await signRow({ by }, request, target))).toEqual(schemeOfRow(by).places);
  });

  test('is in the schema of rows, and no other is', () => {
    const [topic] = jsonSchemaFiles().map(({ text }) => JSON.parse(text));
    expect(topic.properties.cases.items.properties.auth.properties.by.enum).toEqual(signings);
  });
});
