import { responseFields } from '../../../driver/wire/head-fields.js';
import type { HeaderField } from '../../../spec/model/vocabulary.js';

/** Where requests are passed on to. */
export interface Resource {
  readonly bucket: string;
  /** Value of the Host field for the target. */
  readonly host: string;
  /** Whether the target expects the bucket in the path. */
  readonly inPath: boolean;
}

/** The head of a request as the client wrote it, and as it is passed on. */
export interface TappedHead {
  readonly method: string;
  /** Path below the bucket and query, as the client has escaped them. */
  readonly target: string;
  readonly fields: readonly HeaderField[];
  /** Bytes of body that follow. */
  readonly bodyLength: number;
  /** What goes to the target, one character a byte, the empty line included. */
  readonly forwarded: string;
}

/**
 * Reads the head of a request, and readdresses it: Host becomes that of the target, and the bucket moves to where the target
 * expects it. Nothing else changes. Signatures of OSS cover neither: bucket and key enter them by name.
 *
 * @param head one character a byte, without the empty line
 * @returns null for what is no request, or has a body without a length
 */
export function readTappedHead(head: string, { bucket, host, inPath }: Resource): TappedHead | null {
  const end = head.indexOf('\r\n');
  const line = end < 0 ? head : head.slice(0, end);
  const [, method, path, version] = /^([!-~]+) (\/[!-\xff]*) (HTTP\/1\.[01])$/.exec(line) ?? [];
  if (method === undefined || path === undefined || version === undefined) return null;
  const fields = responseFields(head);
  const values = (name: string): string[] =>
    fields.filter(([field]) => field.toLowerCase() === name).map(([, value]) => value.trim());
  if (values('transfer-encoding').length > 0) return null;
  const target = belowBucket(path, values('host')[0] ?? '', bucket);
  const forwarded = [
    `${method} ${inPath ? `/${bucket}` : ''}${target} ${version}`,
    `Host: ${host}`,
    ...head
      .slice(end + 2)
      .split('\r\n')
      .filter((field) => end >= 0 && !/^host[ \t]*:/i.test(field)),
  ];
  return {
    method,
    target,
    fields,
    bodyLength: Number(values('content-length')[0] ?? 0),
    forwarded: `${forwarded.join('\r\n')}\r\n\r\n`,
  };
}

/** A client names the bucket in the path, as configured, or in front of the host. */
function belowBucket(path: string, host: string, bucket: string): string {
  if (path.startsWith(`/${bucket}/`)) return path.slice(bucket.length + 1);
  return host.startsWith(`${bucket}.`) || path !== `/${bucket}` ? path : '/';
}
