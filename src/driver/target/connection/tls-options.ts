import { type ConnectionOptions, rootCertificates } from 'node:tls';
import type { Target } from '../target.js';

/** What connections to a target trust. */
export function tlsOf({ connection: { ca, insecure } = {} }: Pick<Target, 'connection'>): ConnectionOptions {
  return {
    ...(ca ? { ca: [...rootCertificates, ca.pem] } : {}),
    ...(insecure ? { rejectUnauthorized: false } : {}),
  };
}
