import { isIP } from 'node:net';
import { refuse } from '../wire/oss-error.js';
import { percentDecode } from '../wire/percent-decode.js';

/** What a request is about. */
export type RequestAddress =
  | { readonly kind: 'service' }
  | { readonly kind: 'bucket'; readonly bucket: string }
  | { readonly kind: 'object'; readonly bucket: string; readonly key: string };

/** Bucket naming rules of the document of the HTTP status code 400. */
const bucketName = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Longest key in bytes of UTF-8; same source. */
const longestKey = 1023;

/** Hosts of the service itself; one label more in front is a bucket. */
const serviceDomain = /^oss(-[a-z0-9-]+)?\.aliyuncs\.com$/;

/**
 * Finds bucket and key in a request: in the path where Host is an IP address, a name of one label (`localhost`) or a
 * domain of the service, else with the first label of Host as the bucket. Nothing in a path is normalised: `//` and
 * `..` are parts of a key.
 *
 * @param host - value of Host, with or without port
 * @param path - percent-encoded
 * @throws OssError `InvalidURI`, `InvalidBucketName`, `InvalidObjectName`, or `InvalidArgument` for a key that is not UTF-8
 */
export function resolveAddress(host: string, path: string): RequestAddress {
  if (!path.startsWith('/')) throw refuse('InvalidURI', { details: [['URI', path]] });
  const domain = domainOf(host);
  return namesService(domain)
    ? pathStyle(path.slice(1))
    : bucketOrObject(domain.slice(0, domain.indexOf('.')), path.slice(1));
}

/** Whether OSS would take a name for a new bucket. */
export function isBucketName(name: string): boolean {
  return bucketName.test(name);
}

/** Whether a request came to a domain of the vendor's, and not to one that its user bound to a bucket. */
export function isVendorDomain(host: string): boolean {
  return domainOf(host).endsWith('.aliyuncs.com');
}

function domainOf(host: string): string {
  return host.startsWith('[') ? host.slice(1).replace(/\].*$/, '') : host.toLowerCase().replace(/:\d*$/, '');
}

function namesService(domain: string): boolean {
  return isIP(domain) !== 0 || !domain.includes('.') || serviceDomain.test(domain);
}

function pathStyle(path: string): RequestAddress {
  if (path === '') return { kind: 'service' };
  const slash = path.indexOf('/');
  const [bucket, key] = slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
  return bucketOrObject(percentDecode(bucket, 'InvalidBucketName'), key);
}

function bucketOrObject(bucket: string, encodedKey: string): RequestAddress {
  if (!isBucketName(bucket)) throw refuse('InvalidBucketName', { details: [['BucketName', bucket]] });
  if (encodedKey === '') return { kind: 'bucket', bucket };
  const key = percentDecode(encodedKey, 'InvalidArgument');
  if (Buffer.byteLength(key) > longestKey || /^[/\\]/.test(key)) {
    throw refuse('InvalidObjectName', { details: [['ObjectName', key]] });
  }
  return { kind: 'object', bucket, key };
}
