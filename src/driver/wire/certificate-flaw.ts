import type { CertificateFlaw } from '../../exchange/exchange.js';

/** What node:tls calls them (OpenSSL's X509_V_ERR_* without their prefix, and its own check of the name). */
const flaws: Readonly<Record<string, CertificateFlaw>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  CERT_SIGNATURE_FAILURE: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
};

/** What is wrong with the certificate of the server; undefined where the handshake failed for another reason. */
export const certificateFlaw = ({ code = '' }: NodeJS.ErrnoException): CertificateFlaw | undefined => flaws[code];

/** Versions of Node.js word the same flaw differently, and add advice of their own. */
const words: Readonly<Record<Exclude<CertificateFlaw, 'other-host'>, string>> = {
  expired: 'the certificate has expired',
  'not-yet-valid': 'the certificate is not valid yet',
  'self-signed': 'the certificate is self-signed',
  'unknown-authority': 'the certificate is signed by an unknown authority',
};

/** A flaw in words, with its code; of another host only the error itself tells which names the certificate carries. */
export const certificateWords = (flaw: CertificateFlaw, { code, message }: NodeJS.ErrnoException): string =>
  flaw === 'other-host' ? message : `${words[flaw]}: ${code}`;
