import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTarget } from '../../driver/target/open-target.js';
import { examine } from '../../run/doctor/doctor.js';
import { openSender } from '../../run/sender/open-sender.js';
import { withTinyStore } from '../../testing/store/tiny-store.js';
import { flagsFor, runAgainst } from '../../testing/suite/conformance-run.js';
import { runCli } from '../../testing/suite/run-cli.js';
import { withFolder } from '../../testing/suite/with-folder.js';
import { makeCertificate, type TestCertificate } from '../../testing/wire/certificates.js';
import { withTls } from '../../testing/wire/with-tls.js';

const authority = await makeCertificate({ authority: true });
const stranger = await makeCertificate({ authority: true });
const selection = ['--case', 'open', '--runs', '0'];

/** A store behind TLS, and a file with a certificate. */
function withSecureStore<T>(
  certificate: TestCertificate,
  trusted: string,
  use: (origin: string, ca: string) => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    const ca = join(folder, 'ca.pem');
    await writeFile(ca, trusted);
    return withTinyStore({}, ({ origin }) =>
      withTls(origin, certificate, (port) => use(`https://127.0.0.1:${port}`, ca)),
    );
  });
}

describe.concurrent('over TLS', { timeout: 60_000 }, () => {
  test('a run conforms with the authority that --ca names, and tells how to repeat it', async () => {
    const certificate = await makeCertificate({ by: authority });
    await withSecureStore(certificate, `# Ours.\n${authority.cert}`, async (origin, ca) => {
      const { exitCode, report, stderr } = await runAgainst(origin, [...selection, '--ca', ca]);
      expect([exitCode, report.target.endpoint, report.target.connection, report.notices, stderr]).toEqual([
        0,
        origin,
        { ca },
        [],
        '',
      ]);
      expect(report.checks[0]?.repro.command).toContain(` --auth anonymous --ca ${ca}`);
    });
  });

  test('a run with --insecure conforms whatever the certificate, and says so at once and in the report', async () => {
    const certificate = await makeCertificate({ expired: true, names: ['other.test'] });
    await withSecureStore(certificate, '', async (origin) => {
      const { exitCode, report, stderr, stdout } = await runAgainst(origin, [...selection, '--insecure']);
      const notice = 'Certificates were not verified (--insecure): a man in the middle could have sent these answers.';
      expect([exitCode, report.target.connection, report.notices, stderr]).toEqual([
        0,
        { insecure: true },
        [notice],
        'warning: certificates are not verified (--insecure)\n',
      ]);
      expect(stdout).toContain(notice);
      expect(report.checks[0]?.repro.command).toMatch(/ --insecure$/);
    });
  });

  test('a run that does not trust the server is inconclusive, and says what is wrong', async () => {
    const certificate = await makeCertificate({ expired: true, by: authority });
    await withSecureStore(certificate, authority.cert, async (origin, ca) => {
      const { exitCode, report } = await runAgainst(origin, [...selection, '--ca', ca]);
      expect([exitCode, report.gate]).toEqual([
        2,
        [
          expect.stringContaining(
            `${origin} cannot be reached: TLS failed in the TLS handshake (the certificate has expired: CERT_HAS_EXPIRED); renew the certificate of the server, or skip verification: --insecure`,
          ),
        ],
      ]);
    });
  });

  test.each([
    [
      'of another name',
      { names: ['other.test'], by: authority },
      /^ORIGIN cannot be reached: TLS failed in the TLS handshake \(.*\b127\.0\.0\.1\b.*\)$/,
      'use a name that the certificate covers: correct --endpoint, or choose another --addressing; or skip verification: --insecure',
    ],
    [
      'that nobody but the server signed',
      {},
      /^ORIGIN cannot be reached: TLS failed in the TLS handshake \(the certificate is self-signed: DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
      'trust this certificate: --ca FILE (PEM); or skip verification: --insecure',
    ],
    [
      'of an unknown authority',
      { by: stranger },
      /^ORIGIN cannot be reached: TLS failed in the TLS handshake \(the certificate is signed by an unknown authority: UNABLE_TO_[A-Z_]+\)$/,
      'trust the authority that signed it: --ca FILE (PEM), including intermediate certificates that the server does not send; or skip verification: --insecure',
    ],
  ])('a certificate %s is named by the doctor, with what to do', async (_, wanted, detail, fix) => {
    await withSecureStore(await makeCertificate(wanted), authority.cert, async (origin, ca) => {
      const target = await openTarget({ endpoint: origin, bucket: 'conformance', auth: 'anonymous', ca }, {});
      const asker = openSender(target, { concurrency: 1, timeoutMs: 4_000, prefix: 'doctor/' });
      const findings = await examine(target, asker.send, { prefix: 'doctor/' });
      await asker.close();
      const last = findings.at(-1);
      expect(last).toMatchObject({ kind: 'failed', fix });
      expect(last?.detail.replace(origin, 'ORIGIN')).toMatch(detail);
    });
  });

  test.each([
    ['no such file', null, 'cannot be read: ENOENT'],
    ['a key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'contains no PEM certificate'],
    ['a damaged certificate', authority.cert.replace(/\n.{20}/, '\n'), 'certificate 1 of FILE cannot be read'],
  ])('%s is refused as an authority', (_, text, message) =>
    withFolder(async (folder) => {
      const file = join(folder, 'ca.pem');
      if (text !== null) await writeFile(file, text);
      const flags = { endpoint: 'https://127.0.0.1:9', bucket: 'conformance', auth: 'anonymous', ca: file };
      const refused = await openTarget(flags, {}).catch((error: unknown) => error as Error & { code: string });
      expect(refused).toMatchObject({
        code: 'config-invalid',
        hint: 'give a file of PEM certificates with --ca FILE',
      });
      expect(refused).toHaveProperty('message', expect.stringContaining(message.replace('FILE', file)));
    }),
  );

  test('a wrong --ca ends the command with 3', async () => {
    const { exitCode, stderr } = await runCli(['run', ...flagsFor('https://127.0.0.1:9'), '--ca', '/dev/null']);
    expect([exitCode, stderr]).toEqual([
      3,
      'error: /dev/null contains no PEM certificate\nhint: give a file of PEM certificates with --ca FILE\n',
    ]);
  });
});
