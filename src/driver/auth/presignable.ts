import type { SignableRequest } from './signable-request.js';

/** How long a URL is good for, in seconds: longer than any run, shorter than a day. */
export const urlLifetimeSeconds = 3600;

/**
 * Whether a request is asked by a presigned URL where a whole run is: reading an object, putting one, and the steps of an upload
 * in parts. These are what the vendor's SDK makes URLs for (Go SDK v2, `oss/presigner.go`); for copies, deletions and what is
 * presigned bucket requests are undocumented, so they are signed in the header.
 */
export function isPresignable({ method, key, query, headers }: SignableRequest): boolean {
  if (key === null || headers.some(([name]) => copySource.test(name))) return false;
  const names = query.map(([name]) => name);
  switch (method) {
    case 'GET':
    case 'HEAD':
      return true;
    case 'PUT':
      return names.length === 0 || names.includes('uploadId');
    case 'POST':
      return names.includes('uploads') || names.includes('uploadId');
    default:
      return method === 'DELETE' && names.includes('uploadId');
  }
}

const copySource = /^x-(?:oss|amz)-copy-source$/i;
