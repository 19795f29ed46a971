import type { Credentials } from '../../driver/auth/credentials.js';
import type { AccessControl } from '../../reference/objects/store.js';
import type { RequestEntry } from '../../reference/server/endpoint-options.js';
import { createReferenceEndpoint } from '../../reference/server/server.js';

/** How the embedded endpoint answers. */
export interface EmbeddedEndpointSettings {
  /** Port of 127.0.0.1. Default: 0, any free one. */
  readonly port?: number | undefined;
  /** The bucket, which exists from the start. Default: `conformance`. */
  readonly bucket?: string | undefined;
  /** Region id that signatures must name. Default: `cn-hangzhou`. */
  readonly region?: string | undefined;
  /** Access of requests without credentials. Default: `public-read-write`. */
  readonly acl?: AccessControl | undefined;
  /** Key pairs that may sign. Default: none. */
  readonly credentials?: readonly Credentials[] | undefined;
  /** Whether the bucket has versioning. Default: false. */
  readonly versioning?: boolean | undefined;
  /** Whether it is a requester-pays bucket. Default: false. */
  readonly requestPayer?: boolean | undefined;
  /** Name of a deliberate defect; `oss-range serve --fault list` shows all. Default: none. */
  readonly fault?: string | undefined;
  /** Called for every request, once its answer is on its way. */
  readonly onRequest?: ((entry: RequestEntry) => void) | undefined;
}

/** An endpoint that listens. */
export interface EmbeddedEndpoint {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly bucket: string;
  readonly region: string;
  /** Ends every connection and frees the port. It may be called again. */
  close(): Promise<void>;
}

/**
 * Starts the embedded endpoint on 127.0.0.1, in this process. It answers as OSS is known to. Objects are kept in memory and
 * are gone when it closes.
 *
 * @param settings all optional
 * @throws {@link SuiteError} `config-invalid` for a bucket, region or port that it cannot have, `unknown-id` for a fault
 *
 * @example
 * ```ts
 * import { startEmbeddedEndpoint } from 'oss-range-conformance';
 *
 * const endpoint = await startEmbeddedEndpoint();
 * const object = `${endpoint.url}/${endpoint.bucket}/greeting`;
 * await fetch(object, { method: 'PUT', body: 'hello world' });
 * const answer = await fetch(object, { headers: { Range: 'bytes=6-10' } });
 *
 * console.log(answer.status, await answer.text()); // 206 world
 * await endpoint.close();
 * ```
 */
export async function startEmbeddedEndpoint(settings: EmbeddedEndpointSettings = {}): Promise<EmbeddedEndpoint> {
  const { bucket = 'conformance', region = 'cn-hangzhou', acl = 'public-read-write', credentials = [] } = settings;
  const { port = 0, versioning = false, requestPayer = false, onRequest, fault } = settings;
  const { url, close } = await createReferenceEndpoint({
    ...{ port, bucket, region, acl, credentials, versioning, requestPayer },
    ...(onRequest && { onRequest }),
    ...(fault !== undefined && { fault: await faultOf(fault) }),
  });
  return { url, bucket, region, close };
}

/** Loaded only where one is named: there are hundreds. */
async function faultOf(name: string) {
  const { faultNamed } = await import('../../reference/faults/faults.js');
  return faultNamed(name);
}
