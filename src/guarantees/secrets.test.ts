import { describe, expect, test } from 'vitest';
import { authSchemes } from '../spec/model/auth-scheme.js';
import type { TinyAnswer } from '../testing/store/tiny-answer.js';
import { type TinyRequest, withTinyStore } from '../testing/store/tiny-store.js';
import { type ConformanceRun, flagsFor, runAgainst } from '../testing/suite/conformance-run.js';
import { runCli } from '../testing/suite/run-cli.js';

/** Credentials that nothing else could contain, with characters that every encoding writes in another way. */
const canaries = {
  OSS_ACCESS_KEY_ID: 'CANARYid7f3a',
  OSS_ACCESS_KEY_SECRET: 'CANARYsecret+/9c1e==&<x>',
  OSS_SESSION_TOKEN: 'CANARYtoken/4b2d+~%7E a"b',
};

/** All that a request shows, and what the server knows besides. */
function echoOf({ target, rawHeaders }: TinyRequest): string {
  const headers = rawHeaders.filter((_, index) => index % 2 === 1);
  return [target, ...headers, ...Object.values(canaries)].join(' | ');
}

/** The usual answer with the echo as reason phrase, as a header field, percent-encoded, and in Base64. */
function echoing(answer: TinyAnswer, request: TinyRequest): TinyAnswer {
  const echo = echoOf(request);
  return {
    ...answer,
    reason: echo,
    headers: {
      ...answer.headers,
      'X-Echo': echo,
      'X-Echo-Encoded': encodeURIComponent(echo),
      'X-Echo-Base64': Object.values(canaries).map(base64).join(' '),
    },
  };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/g, (character) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[character]!);

/** An error document in the form of the vendor's SignatureDoesNotMatch, with everything in it. */
function refusal(status: number, code: string, request: TinyRequest): TinyAnswer {
  const echo = escapeXml(echoOf(request));
  const { OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET } = canaries;
  const elements = [
    `<Code>${code}</Code>`,
    `<Message>refused: ${echo}</Message>`,
    `<OSSAccessKeyId>${OSS_ACCESS_KEY_ID}</OSSAccessKeyId>`,
    `<StringToSign>GET ${echo}</StringToSign>`,
    `<Secret>${escapeXml(OSS_ACCESS_KEY_SECRET)}</Secret>`,
    `<Encoded>${encodeURIComponent(OSS_ACCESS_KEY_SECRET)}</Encoded>`,
  ];
  return {
    status,
    headers: { 'Content-Type': 'application/xml' },
    body: Buffer.from(`<Error>${elements.join('')}</Error>`),
  };
}

/** Every way in which a canary could be written. */
const forms = Object.values(canaries).flatMap((secret) => {
  const encoded = encodeURIComponent(secret);
  return [secret, encoded, encoded.toLowerCase(), encoded.replaceAll('%2F', '/'), escapeXml(secret), base64(secret)];
});

/** The places where a form of a canary stands, or the word that all of them begin with does. */
function leaks(places: Readonly<Record<string, string>>): string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    ['CANARY', ...forms].filter((form) => text.includes(form)).map((form) => `${form} in ${place}`),
  );
}

const artifacts = ({ stdout, stderr, reportText, junitText }: ConformanceRun) => ({
  stdout,
  stderr,
  'report.json': reportText,
  'junit.xml': junitText,
});

describe.concurrent('credentials appear in no artifact', () => {
  test.each(authSchemes.filter((scheme) => scheme !== 'anonymous').map((scheme) => [scheme]))(
    'of a run against a server that repeats them in every answer (%s)',
    { timeout: 60_000 },
    (auth) =>
      withTinyStore(
        {
          answer: (usual, request) => {
            const answer = usual();
            return echoing(answer.status === 416 ? refusal(416, 'Wrong', request) : answer, request);
          },
        },
        async ({ origin }) => {
          // What a client sends, gets and throws is recorded as well.
          const clients = ['--client', 'fetch', ...(auth.startsWith('oss') ? ['--client', 'ali-oss'] : [])];
          const rows = ['--case', 'start-past-eof', '--case', 'property/start-past-eof', '--runs', '1'];
          const selection = [...rows, ...clients];
          const run = await runAgainst(origin, ['--auth', auth, ...selection], { env: canaries });
          expect(leaks(artifacts(run))).toEqual([]);
          expect([run.exitCode, run.report.target.auth]).toEqual([1, auth]);
          const compared = run.report.clients!.flatMap(({ rows: its }) => its.filter(({ wire }) => wire !== null));
          expect(compared.length).toBe((run.report.checks.length * clients.length) / 2);
          // The echo itself was recorded, with the secrets taken out.
          const [, echo] = run.report.checks[0]?.response?.headers.find(([name]) => name === 'X-Echo') ?? [];
          expect(echo).toMatch(/^\/conformance\/oss-range-conformance\/.+<redacted> \| <redacted>$/);
        },
      ),
  );

  test('of a run against a server that refuses everything', { timeout: 30_000 }, () =>
    withTinyStore({ answer: (_, request) => echoing(refusal(400, 'Odd', request), request) }, async ({ origin }) => {
      const run = await runAgainst(origin, [], { env: canaries });
      expect(leaks(artifacts(run))).toEqual([]);
      expect([run.exitCode, run.report.gate.length]).toEqual([2, 1]);
    }),
  );

  test.each([['probe', 'bytes=0-1'], ['doctor'], ['clean']])('of %s', { timeout: 30_000 }, (...command) =>
    withTinyStore({ answer: (_, request) => echoing(refusal(400, 'No', request), request) }, async ({ origin }) => {
      const { exitCode, stdout, stderr } = await runCli([...command, ...flagsFor(origin)], { env: canaries });
      expect([exitCode, leaks({ stdout, stderr })]).toEqual([2, []]);
    }),
  );
});
