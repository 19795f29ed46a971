import { isServiceHost } from '../../driver/target/address/region.js';
import type { Target } from '../../driver/target/target.js';

/**
 * What to change about an address. The public service refuses path style (403 `SecondLevelDomainForbidden`), so that no
 * advice may lead there.
 * Source: the vendor's list of errors with status 403.
 */
interface AddressAdvice {
  /** The name does not resolve. */
  readonly name: string;
  /** The certificate is for another name. */
  readonly certificate: string;
  /** The target finds no valid bucket name in the request. */
  readonly bucket: string;
  /** Nothing listens. */
  readonly refused: string;
  /** The TLS handshake fails for another reason than the certificate. */
  readonly tls: string;
}

const ofService: AddressAdvice = {
  name: 'correct --endpoint, --region or --bucket: the host is the bucket name followed by the endpoint',
  certificate: 'use the endpoint of the region with --addressing virtual, or look for a proxy that answers instead',
  bucket: 'use --addressing virtual',
  refused: 'look for a firewall or a proxy between this machine and the service',
  tls: 'look for a proxy that answers instead of the service',
};

const ofOthers: AddressAdvice = {
  name: 'correct --endpoint, or use --addressing path if the bucket has no host name',
  certificate: 'use a name that the certificate covers: correct --endpoint, or choose another --addressing',
  bucket: 'use --addressing virtual, or path for a server without bucket domains',
  refused: 'start the server, or correct --endpoint',
  tls: 'use http:// for a server without TLS, or a name that its certificate covers',
};

export const addressAdvice = ({ endpoint }: Pick<Target, 'endpoint'>): AddressAdvice =>
  isServiceHost(endpoint.hostname) ? ofService : ofOthers;
