import type { ReferenceEndpointOptions } from '../../reference/server/endpoint-options.js';
import { createReferenceEndpoint, type ReferenceEndpoint } from '../../reference/server/server.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type RawReply, rawRequest } from './raw-request.js';

/** An embedded endpoint with public write access, and unsigned requests for it. */
export interface OpenEndpoint {
  readonly endpoint: ReferenceEndpoint;
  /** `PUT /conformance/a`, sent as it stands, with header fields as pairs. */
  send(line: string, options?: TestRequestOptions): Promise<RawReply>;
}

export interface TestRequestOptions {
  readonly body?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts an endpoint whose bucket `conformance` is public. The caller closes it. */
export async function openEndpoint(options: Partial<ReferenceEndpointOptions> = {}): Promise<OpenEndpoint> {
  const usual = { bucket: 'conformance', region: 'cn-hangzhou', credentials: [], acl: 'public-read-write' } as const;
  const endpoint = await createReferenceEndpoint({ ...usual, ...options });
  return {
    endpoint,
    send: (line, { body, headers = {} } = {}) => {
      const [method = '', target = ''] = line.split(' ');
      const fields: HeaderField[] = Object.entries(headers);
      const needsBody = body === undefined && (method === 'PUT' || method === 'POST');
      return rawRequest({
        port: endpoint.port,
        method,
        target,
        headers: fields,
        ...(needsBody ? { body: '' } : {}),
        ...(body === undefined ? {} : { body }),
      });
    },
  };
}

/** The texts of the elements of a name, in document order. */
export function elementTexts({ body }: Pick<RawReply, 'body'>, name: string): string[] {
  return [...body.toString().matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);
}

/** Status and code of a refusal; the code is absent where the answer is none. */
export function refusalOf(reply: RawReply): readonly [number, string | undefined] {
  return [reply.status, elementTexts(reply, 'Code')[0]];
}
