import { generate } from 'selfsigned';

export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

interface Wanted {
  /** Names that it carries; `127.0.0.1` unless said. */
  readonly names?: readonly string[];
  /** Until a year ago. */
  readonly expired?: boolean;
  /** Who signs it; itself unless said. */
  readonly by?: TestCertificate;
  /** Whether it may sign others. */
  readonly authority?: boolean;
}

const year = 365 * 24 * 60 * 60 * 1000;

/** A certificate made for a test, with its key. */
export async function makeCertificate({
  names = ['127.0.0.1'],
  expired = false,
  by,
  authority = false,
}: Wanted): Promise<TestCertificate> {
  const end = Date.now() + (expired ? -year : year);
  const { cert, private: key } = await generate(
    [{ name: 'commonName', value: authority ? `Authority ${Math.random()}` : names[0]! }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(end - 2 * year),
      notAfterDate: new Date(end),
      extensions: [
        { name: 'basicConstraints', cA: authority, critical: true },
        ...(authority ? [] : [{ name: 'subjectAltName' as const, altNames: names.map(altName) }]),
      ],
      ...(by ? { ca: by } : {}),
    },
  );
  return { cert, key };
}

const altName = (name: string) =>
  /^[\d.]+$/.test(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name };
