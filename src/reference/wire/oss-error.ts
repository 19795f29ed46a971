import type { HeaderField } from '../../spec/model/vocabulary.js';

/**
 * The codes this endpoint answers with, their status and their usual message. Sources: the document of the HTTP status
 * code 400 (https://www.alibabacloud.com/help/doc-detail/185228.htm), that of 403
 * (https://www.alibabacloud.com/help/en/oss/how-to-troubleshoot-403-status-code-when-you-access-oss), and the error
 * tables of `GetObject.md`, `PutObject.md`, `PutBucket.md`, `AppendObject.md`, `PutSymlink.md`, `GetSymlink.md` and
 * `CompleteMultipartUpload.md` in AlibabaCloudDocs/oss. `HeaderSectionTooLarge`,
 * `ExpectationFailed` and `InsufficientStorage` are this endpoint's own: OSS documents no code for them. Those of requests
 * that are signed as for S3 are of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
 */
const catalogue = {
  AccessDenied: [403, 'AccessDenied'],
  AccessForbidden: [403, 'CORSResponse: CORS is not enabled for this bucket.'],
  AuthorizationHeaderMalformed: [400, 'The authorization header is malformed.'],
  AuthorizationQueryParametersError: [400, 'The query parameters of the signature are malformed.'],
  BadDigest: [400, 'The checksum you specified did not match what was received.'],
  BucketNotEmpty: [409, 'The bucket you tried to delete is not empty.'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size.'],
  ExpectationFailed: [417, 'The expectation given in the Expect header cannot be met.'],
  FileAlreadyExists: [409, 'The object you specified already exists and can not be overwritten.'],
  HeaderSectionTooLarge: [431, 'The header section of the request is too large.'],
  InsufficientStorage: [507, 'The endpoint keeps objects in memory and its limit is reached. Delete objects first.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The OSS Access Key Id you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid Argument.'],
  InvalidBucketName: [400, 'The specified bucket is not valid.'],
  InvalidEncryptionAlgorithmError: [400, 'The Encryption Method you specified is not valid.'],
  InvalidDigest: [400, 'The Content-MD5 you specified was invalid.'],
  InvalidObjectState: [403, "The operation is not valid for the object's state"],
  InvalidPart: [400, 'One or more of the specified parts could not be found.'],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
  InvalidObjectName: [400, 'The specified object is not valid.'],
  InvalidRange: [416, 'The requested range cannot be satisfied'],
  InvalidRequest: [400, 'The request is not valid.'],
  InvalidSecurityToken: [403, 'The security token you provided is invalid.'],
  InvalidTag: [400, 'The tag key or the tag value you specified is not valid.'],
  InvalidTargetType: [400, 'The target of the symbolic link is a symbolic link.'],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  MalformedXML: [400, 'The XML you provided was not well-formed or did not validate against our published schema.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
  MultiRangeFailed: [400, 'Exceed multi range max interval count.'],
  NoSuchBucket: [404, 'The specified bucket does not exist.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchUpload: [
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
  ],
  NoSuchVersion: [404, 'The specified version does not exist.'],
  NotImplemented: [501, 'A header or parameter you provided implies functionality that is not implemented.'],
  NotSymlink: [400, 'The object is not symlink.'],
  ObjectNotAppendable: [409, 'The object is not appendable'],
  PartAlreadyExist: [409, 'The part you uploaded exists already.'],
  PartNotSequential: [400, 'The part is not uploaded sequentially.'],
  PositionNotEqualToLength: [409, 'Position is not equal to file length'],
  PreconditionFailed: [412, 'At least one of the pre-conditions you specified did not hold.'],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  RequestTimeout: [400, 'The request was not complete within the time allowed.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
  SymlinkTargetNotExist: [404, 'The target of the symbolic link does not exist.'],
  TooManyBuckets: [400, 'You have attempted to create more buckets than allowed'],
  XAmzContentSHA256Mismatch: [400, "The provided 'x-amz-content-sha256' header does not match what was computed."],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string]>>;

/**
 * EC, the finer code of a refusal, of the codes that have one cause here; another is given where the cause is found. Only
 * those that the vendor prints or users quote (https://help.aliyun.com/en/oss/user-guide/overview-14 and the page of each
 * value below `user-guide`): the vendor may change them, so none is made up.
 */
const fineCodes: Readonly<Partial<Record<OssErrorCode, string>>> = {
  InvalidAccessKeyId: '0002-00000902',
  MalformedXML: '0031-00000001',
  MultiRangeFailed: '0016-00000110',
  NoSuchBucket: '0015-00000101',
  NoSuchKey: '0026-00000001',
  RequestTimeTooSkewed: '0002-00000504',
};

export type OssErrorCode = keyof typeof catalogue;

/** One element of an error document beyond the four that every one has. */
export type ErrorDetail = readonly [element: string, text: string];

/** A refusal in the words of OSS. Thrown anywhere below the endpoint, turned into an answer in one place. */
export class OssError extends Error {
  override readonly name = 'OssError';
  readonly code: OssErrorCode;
  readonly status: number;
  readonly details: readonly ErrorDetail[];
  /** The finer code, where it is known. */
  readonly ec: string | undefined;
  /** Fields of the answer beyond those of every error. */
  readonly headers: readonly HeaderField[];

  constructor(code: OssErrorCode, options: RefusalOptions = {}) {
    const [status, message] = catalogue[code];
    super(options.message ?? message);
    this.code = code;
    this.status = options.status ?? status;
    this.details = options.details ?? [];
    this.ec = options.ec ?? fineCodes[code];
    this.headers = options.headers ?? [];
  }
}

export interface RefusalOptions {
  /** Where the usual status of the code is not the one. */
  readonly status?: number;
  /** Where the usual message of the code says too little. */
  readonly message?: string;
  /** Where the cause has a finer code that is not that of every refusal with this code. */
  readonly ec?: string;
  readonly details?: readonly ErrorDetail[];
  readonly headers?: readonly HeaderField[];
}

/** Reads as what it does at the place of use: `throw refuse('NoSuchKey', ...)`. */
export function refuse(code: OssErrorCode, options?: RefusalOptions): OssError {
  return new OssError(code, options);
}

/** An argument that is out of its range, named as OSS names it (document of GetBucket, `max-keys`). */
export function invalidArgument(name: string, value: string): OssError {
  return refuse('InvalidArgument', {
    details: [
      ['ArgumentName', name],
      ['ArgumentValue', value],
    ],
  });
}

/**
 * An operation of OSS that this endpoint does not have, or a parameter or field that changes what one of its own does:
 * named, so that a caller sees what is missing.
 */
export function notImplemented(what: {
  readonly operation: string;
  readonly parameter?: string;
  readonly header?: string;
}): OssError {
  return refuse('NotImplemented', {
    message: `A header or parameter you provided implies functionality that is not implemented: ${what.operation}.`,
    details: [
      ['Operation', what.operation],
      ...(what.parameter === undefined ? [] : [['Parameter', what.parameter] as const]),
      ...(what.header === undefined ? [] : [['Header', what.header] as const]),
    ],
  });
}
