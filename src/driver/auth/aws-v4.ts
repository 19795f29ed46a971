import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { loadPackage } from '../../load-package.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { canonicalHeaders } from './canonical-headers.js';
import type { Credentials } from './credentials.js';
import type { QueryParameter, SignableRequest } from './signable-request.js';

/** The address of a request on the wire: the AWS signature covers Host and the path, for any addressing style. */
export interface RequestLine {
  /** Value of Host. */
  readonly host: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
}

/** A request line and the moment of signing. */
export interface AwsSigning extends RequestLine {
  readonly at: Date;
  /** Fields to cover beyond those that always are, for instance `range`. */
  readonly additionalHeaders?: readonly string[];
}

export interface AwsSigner {
  /** @returns the fields to add, `Authorization` last. An `x-amz-content-sha256` that the request carries is signed as it stands. */
  signHeader(request: SignableRequest, signing: AwsSigning): Promise<HeaderField[]>;
  /**
   * @param expiresInSeconds how long the URL is good for, a week at most
   * @returns the query parameters to add, `X-Amz-Signature` last; fields of the request that are covered have to be sent with the URL
   */
  presign(request: SignableRequest, signing: AwsSigning, expiresInSeconds: number): Promise<QueryParameter[]>;
}

/** What the signer of the AWS SDK takes as its hash: SHA-256, or an HMAC with it where there is a key. */
class NodeSha256 {
  readonly #hash: Hash | Hmac;

  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(key));
  }

  update(chunk: string | Uint8Array): void {
    this.#hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  /** The signer makes a new one for every text. */
  reset(): void {}
}

function bytesOf(key: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof key === 'string') return key;
  return ArrayBuffer.isView(key) ? new Uint8Array(key.buffer, key.byteOffset, key.byteLength) : new Uint8Array(key);
}

/** S3 takes it in place of the hash of the body, which is then not read before it is sent. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';

/**
 * Signs with AWS Signature Version 4 for S3, by the signer of the AWS SDK, which is loaded now: it takes 50 ms.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function createAwsSigner(options: { readonly credentials: Credentials; readonly region: string }): AwsSigner {
  const { accessKeyId, accessKeySecret, securityToken } = options.credentials;
  const { SignatureV4 } = loadPackage('@smithy/signature-v4');
  const signer = new SignatureV4({
    service: 's3',
    region: options.region,
    credentials: {
      accessKeyId,
      secretAccessKey: accessKeySecret,
      ...(securityToken === undefined ? {} : { sessionToken: securityToken }),
    },
    sha256: NodeSha256,
    // S3 alone signs the path as it is sent.
    uriEscapePath: false,
    applyChecksum: false,
  });

  return {
    async signHeader(request, signing) {
      const message = messageOf(request, signing);
      const { headers } = await signer.sign(
        { ...message, headers: { 'x-amz-content-sha256': unsignedPayload, ...message.headers } },
        { signingDate: signing.at },
      );
      const added = ['x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token', 'authorization'];
      return added.flatMap((name): HeaderField[] => {
        const value = message.headers[name] === undefined ? headers[name] : undefined;
        return value === undefined ? [] : [[name === 'authorization' ? 'Authorization' : name, value]];
      });
    },
    async presign(request, signing, expiresInSeconds) {
      const message = messageOf(request, signing);
      const { query = {} } = await signer.presign(
        { ...message, body: unreadBody },
        {
          signingDate: signing.at,
          expiresIn: expiresInSeconds,
          unhoistableHeaders: new Set(Object.keys(message.headers)),
        },
      );
      const own = new Set(Object.keys(message.query));
      return Object.entries(query).flatMap(([name, value]): QueryParameter[] =>
        own.has(name) ? [] : [[name, String(value)]],
      );
    },
  };
}

/** A request as the signer takes it. It reads neither protocol nor hostname. */
function messageOf(request: SignableRequest, { host, path, additionalHeaders = [] }: AwsSigning) {
  const headers: Record<string, string> = { ...coveredFields(request, additionalHeaders), host };
  return { protocol: 'http:', hostname: host, method: request.method, path, query: queryBag(request), headers };
}

/** What is no text and no array of bytes the signer leaves alone and signs as `UNSIGNED-PAYLOAD`. */
const unreadBody = {};

/**
 * The fields that are signed besides Host: what S3 demands (`content-type`, `content-md5`, `x-amz-*`), and every `x-oss-*`, for
 * the endpoints of OSS that take this signature know the mode header, too. Range, conditions and the like are left out. S3
 * does not demand them, and this suite sends them in ways (several lines, blanks inside, any byte) that servers put into the
 * canonical form differently: a refused signature would hide what is asked.
 */
function coveredFields({ headers }: SignableRequest, additional: readonly string[]): Record<string, string> {
  const covered = [...canonicalHeaders(headers)].filter(([name]) => always.test(name) || additional.includes(name));
  // The signer writes text as UTF-8; these are bytes already.
  return Object.fromEntries(covered.map(([name, value]) => [name, Buffer.from(value, 'latin1').toString('utf8')]));
}

const always = /^(?:content-(?:type|md5)$|x-(?:amz|oss)-)/;

/** A name without a value is signed with an empty one; one that is repeated has all of its values. */
function queryBag({ query }: SignableRequest): Record<string, string | string[]> {
  const bag: Record<string, string | string[]> = {};
  for (const [name, value] of query) {
    const before = bag[name];
    bag[name] = before === undefined ? (value ?? '') : [before, value ?? ''].flat();
  }
  return bag;
}
