import type { Target } from '../../driver/target/target.js';
import type { ReportDocument } from '../document/document.js';

/** A target as reports and recordings name it: everything but its credentials, and those of a proxy. */
export function targetReport({
  endpoint,
  credentials: _,
  connection,
  credentialSource,
  ...target
}: Target): ReportDocument['target'] {
  const { ca, insecure, proxy, isProxyNamed } = connection ?? {};
  const flags = {
    ...(credentialSource ? { credentials: credentialSource } : {}),
    ...(ca ? { ca: ca.file } : {}),
    ...(insecure ? { insecure } : {}),
    ...(proxy && isProxyNamed ? { proxy: proxy.origin } : {}),
  };
  return { ...target, endpoint: endpoint.origin, ...(Object.keys(flags).length > 0 ? { connection: flags } : {}) };
}
