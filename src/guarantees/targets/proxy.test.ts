import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseProxy } from '../../driver/target/connection/proxy.js';
import { openTarget } from '../../driver/target/open-target.js';
import { diagnose } from '../../run/diagnosis/diagnose.js';
import { openSender } from '../../run/sender/open-sender.js';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { withFolder } from '../../testing/suite/with-folder.js';
import { makeCertificate } from '../../testing/wire/certificates.js';
import { withProxy } from '../../testing/wire/with-proxy.js';
import { withServer } from '../../testing/wire/with-server.js';
import { withTls } from '../../testing/wire/with-tls.js';

/** A name that only the proxy of the tests knows. */
const endpoint = 'http://store.invalid';
const flags = ['--addressing', 'path', '--auth', 'anonymous', '--case', 'open', '--runs', '0'];
const portOf = (origin: string): number => Number(new URL(origin).port);

/** What becomes of one request through a proxy. */
async function askThrough(proxy: string, url = endpoint) {
  const flags = { endpoint: url, bucket: 'conformance', addressing: 'path', auth: 'anonymous' };
  const opened = await openTarget(proxy.includes('@') ? flags : { ...flags, proxy }, {});
  const target = { ...opened, connection: opened.connection ?? { proxy: parseProxy(proxy, 'HTTP_PROXY') } };
  const asker = openSender(target, { concurrency: 1, timeoutMs: 2_000 });
  const exchange = await asker.send({ method: 'GET', key: 'key', retry: false });
  await asker.close();
  return { exchange, target };
}

describe.concurrent('through a proxy', { timeout: 60_000 }, () => {
  test('that the environment names a run conforms, with the same bytes, and no trace of the password', () =>
    withTinyStore({}, ({ origin }) =>
      withProxy(portOf(origin), async ({ port, tunnels }) => {
        const password = 'p%40ss-do-not-print';
        const env = { HTTP_PROXY: `http://somebody:${password}@127.0.0.1:${port}` };
        const { exitCode, report, reportText, junitText, stdout, stderr } = await runAgainst(endpoint, flags, { env });
        const proof = Buffer.from('somebody:p@ss-do-not-print').toString('base64');
        expect([exitCode, report.notices, report.target.connection]).toEqual([
          0,
          [
            `Every connection went through the proxy http://127.0.0.1:${port} with a tunnel, which may itself cause time-outs and resets.`,
          ],
          undefined,
        ]);
        expect(new Set(tunnels.map((tunnel) => JSON.stringify(tunnel)))).toEqual(
          new Set([JSON.stringify({ authority: 'store.invalid:80', proof: `Basic ${proof}` })]),
        );
        expect(report.checks[0]?.request.url).toMatch(/^http:\/\/store\.invalid\/conformance\//);
        const everything = [reportText, junitText, stdout, stderr].join('\n');
        expect([password, 'do-not-print', proof].filter((secret) => everything.includes(secret))).toEqual([]);
      }),
    ));

  test('that is named a run conforms over TLS, whose end is the target', async () => {
    const certificate = await makeCertificate({ names: ['store.invalid'] });
    await withFolder(async (folder) => {
      const ca = join(folder, 'ca.pem');
      await writeFile(ca, certificate.cert);
      await withTinyStore({}, ({ origin }) =>
        withTls(origin, certificate, (secure) =>
          withProxy(secure, async ({ port, tunnels }) => {
            const proxy = `http://127.0.0.1:${port}`;
            const through = ['--proxy', proxy, '--ca', ca];
            const { exitCode, report } = await runAgainst('https://store.invalid', [...flags, ...through]);
            expect([exitCode, report.target.connection, tunnels[0]]).toEqual([
              0,
              { ca, proxy },
              { authority: 'store.invalid:443', proof: undefined },
            ]);
            expect(report.checks[0]?.repro.command).toContain(` --ca ${ca} --proxy ${proxy}`);
          }),
        ),
      );
    });
  });

  test('that refuses a run is inconclusive, and names the proxy', () =>
    withProxy(
      9,
      async ({ port }) => {
        const { exitCode, report } = await runAgainst(endpoint, flags, { env: { http_proxy: `127.0.0.1:${port}` } });
        const proxy = `http://127.0.0.1:${port}`;
        expect([exitCode, report.gate]).toEqual([
          2,
          [
            expect.stringContaining(
              `${endpoint} cannot be reached: the proxy failed while connecting (${proxy} answered CONNECT store.invalid:80 with 502 Bad Gateway); correct HTTPS_PROXY or --proxy, or bypass it: NO_PROXY=HOST; then check again: oss-range doctor`,
            ),
          ],
        ]);
        const doctor = await runCli(['doctor', ...flagsFor(endpoint), '--addressing', 'path', '--proxy', proxy]);
        expect([doctor.exitCode, doctor.stdout.split('\n').slice(1, 3)]).toEqual([
          2,
          [
            `note    name    store.invalid is resolved by the proxy ${proxy}`,
            `failed  bucket  ${endpoint} cannot be reached: the proxy failed while connecting (${proxy} answered CONNECT store.invalid:80 with 502 Bad Gateway)`,
          ],
        ]);
      },
      () => 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n',
    ));

  test.each([
    ['wants a password', 'HTTP/1.1 407 No\r\n\r\n', '', 'PROXY requires a user name and password (407)'],
    ['takes no password', 'HTTP/1.1 407 No\r\n\r\n', 'me:secret@', 'PROXY rejects the user name and password (407)'],
    ['refuses', 'HTTP/1.1 403\r\n\r\n', '', 'PROXY answered CONNECT store.invalid:80 with 403'],
    ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', '', 'PROXY answered CONNECT with something that is not HTTP'],
    ['breaks off', 'HTTP/1.1 200 OK\r\n', '', 'PROXY closed the connection before answering CONNECT'],
    ['never ends', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(4_000)}`, '', 'PROXY sent an endless response head'],
  ])('that %s nothing reaches the target, and the cause is the proxy', (_, answer, user, message) =>
    withProxy(
      9,
      async ({ port }) => {
        const { exchange, target } = await askThrough(`http://${user}127.0.0.1:${port}`);
        expect(exchange.result).toEqual({
          kind: 'failure',
          failure: { phase: 'connect', code: 'proxy', message: message.replace('PROXY', `http://127.0.0.1:${port}`) },
        });
        const { code, hint } = diagnose(target, { exchange });
        expect([code, hint]).toEqual([
          'endpoint-unreachable',
          message.includes('407')
            ? 'add the user name and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT'
            : 'correct HTTPS_PROXY or --proxy, or bypass it: NO_PROXY=HOST; then check again: oss-range doctor',
        ]);
      },
      () => answer,
    ),
  );

  test('that breaks down in the middle of a run leaves checks unjudged, and makes no violation', () =>
    withTinyStore({}, ({ origin }) => {
      let tunnels = 0;
      return withProxy(
        portOf(origin),
        async ({ port }) => {
          const proxy = `http://127.0.0.1:${port}`;
          const { exitCode, report } = await runAgainst(endpoint, [...flags, '--case', 'suffix', '--proxy', proxy]);
          const { violates, inconclusive, notRun } = report.totals;
          expect([exitCode, violates, inconclusive + notRun > 0]).toEqual([2, 0, true]);
        },
        () => {
          tunnels += 1;
          return tunnels > 3 ? 'HTTP/1.1 503 Service Unavailable\r\n\r\n' : null;
        },
      );
    }));

  test('that itself speaks TLS is asked by TLS', async () => {
    const certificate = await makeCertificate({});
    await withTinyStore({}, ({ origin }) =>
      withProxy(portOf(origin), ({ port, tunnels }) =>
        withTls(`http://127.0.0.1:${port}`, certificate, async (secure) => {
          const connection = {
            ca: { file: 'ca.pem', pem: certificate.cert },
            proxy: parseProxy(`https://127.0.0.1:${secure}`, '--proxy'),
          };
          const opened = await openTarget(
            { endpoint, bucket: 'conformance', addressing: 'path', auth: 'anonymous' },
            {},
          );
          const asker = openSender({ ...opened, connection }, { concurrency: 1, timeoutMs: 4_000 });
          const { result } = await asker.send({ method: 'GET', key: 'key', retry: false });
          await asker.close();
          expect([
            result.kind === 'response' && result.response.status,
            tunnels.map(({ authority }) => authority),
          ]).toEqual([404, ['store.invalid:80']]);
        }),
      ),
    );
  });

  test('that does not exist, or says nothing, the cause is the proxy', async () => {
    const gone = await withServer(createServer(), async (port) => port);
    const refused = await askThrough(`http://127.0.0.1:${gone}`);
    const message = `http://127.0.0.1:${gone}: connect ECONNREFUSED 127.0.0.1:${gone}`;
    expect(refused.exchange.result).toEqual({ kind: 'failure', failure: { phase: 'connect', code: 'proxy', message } });
    await withServer(createServer(), async (port) => {
      const silent = await askThrough(`http://127.0.0.1:${port}`);
      expect(silent.exchange.result).toMatchObject({
        failure: { code: 'proxy', message: `http://127.0.0.1:${port}: no connection within 2000 ms` },
      });
    });
  });

  test('nobody goes to the loopback, nor to what NO_PROXY names, unless the proxy is named', () =>
    withTinyStore({}, ({ origin }) =>
      withProxy(portOf(origin), async ({ port, tunnels }) => {
        const env = { HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: 'around.invalid' };
        const few = ['--case', 'open/second-half', '--behaviour', 'default', ...flags.slice(0, 4), '--runs', '0'];
        const direct = await runAgainst(origin, few, { env });
        const around = await runCli(['doctor', ...flagsFor('http://around.invalid'), '--addressing', 'path'], { env });
        expect([direct.exitCode, direct.report.notices, around.stdout, tunnels]).toEqual([
          0,
          [],
          expect.stringContaining('the name around.invalid does not resolve'),
          [],
        ]);
        const named = await askThrough(`http://127.0.0.1:${port}`, origin);
        expect([named.exchange.result.kind, tunnels.map(({ authority }) => authority)]).toEqual([
          'response',
          [new URL(origin).host],
        ]);
      }),
    ));

  test.each([
    ['socks5://127.0.0.1:1080', '--proxy names a proxy of scheme socks5, but only http and https are supported'],
    ['http://', '--proxy is not a proxy URL'],
    ['http://me:do-not-print@proxy.test', '--proxy contains a user name or password for the proxy'],
  ])('%s is refused', async (proxy, message) => {
    const refused = openTarget({ endpoint, bucket: 'conformance', auth: 'anonymous', proxy }, {});
    await expect(refused).rejects.toMatchObject({ code: 'config-invalid', message });
  });
});
