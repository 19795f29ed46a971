import type { HeaderField } from '../../spec/model/vocabulary.js';
import { authorise, authorisePayment } from '../auth/access.js';
import { authenticate, type Identity, speaksS3 } from '../auth/authenticate.js';
import type { SignedRequest } from '../auth/signed-request.js';
import type { FaultPlace } from '../faults/fault.js';
import { listObjects } from '../list/list-objects.js';
import { listParts } from '../list/list-parts.js';
import { listUploads } from '../list/list-uploads.js';
import { listVersions } from '../list/list-versions.js';
import {
  bucketAcl,
  bucketInfo,
  bucketLocation,
  bucketStat,
  deleteBucket,
  listBuckets,
  listLiveChannels,
  putBucket,
  putBucketAcl,
} from '../objects/bucket.js';
import { keepWithFaults } from '../objects/keep-with-faults.js';
import { checkRestored } from '../objects/restored.js';
import { type Bucket, bucketNamed, type KeptObject } from '../objects/store.js';
import { getVersioning, putVersioning } from '../objects/versioning.js';
import { deleteObject, objectNamed } from '../objects/versions.js';
import { getObject } from '../read/get-object.js';
import { getObjectAcl, getObjectMeta } from '../read/object-meta.js';
import { refuseUnreadableFields } from '../read/read-fields.js';
import { delayField, isLimited, paced, trafficLimit } from '../read/traffic-limit.js';
import { refuse } from '../wire/oss-error.js';
import { checkRequestHeaders } from '../wire/request-headers.js';
import { fromS3Words } from '../wire/s3-words.js';
import { appendObject } from '../write/append-object.js';
import { deleteObjectTagging, getObjectTagging, putObjectAcl, putObjectTagging } from '../write/change-settings.js';
import { copyObject } from '../write/copy-object.js';
import { isCopyRequest } from '../write/copy-source.js';
import { deleteObjects } from '../write/delete-objects.js';
import { createDirectory, deleteDirectory } from '../write/directory.js';
import { abortUpload, completeUpload, initiateUpload } from '../write/multipart-upload.js';
import { putObject } from '../write/put-object.js';
import { followLink, getSymlink, putSymlink } from '../write/symlink.js';
import { uploadPart, uploadPartCopy } from '../write/upload-part.js';
import { type RequestAddress, resolveAddress } from './address.js';
import type { EndpointResponse } from './answer.js';
import type { EndpointState } from './endpoint-state.js';
import { type ObjectOperation, type Operation, route } from './route.js';
import { queryValue, type StorageRequest } from './storage-request.js';

/** What an operation runs with, once it is known who asks and that they may. */
interface Exchange {
  readonly request: StorageRequest;
  readonly state: EndpointState;
  readonly identity: Identity;
  readonly now: Date;
  /** Whether the caller reads the words of S3. */
  readonly isS3: boolean;
  /** The region as the caller reads it: with `oss-`, but for a client of S3, which signs with what it reads. */
  readonly location: string;
}

/**
 * Answers one request: address, operation, identity, right, then the operation itself.
 *
 * @throws OssError where OSS would refuse; the error of the stream where a body does not arrive
 */
export async function answerRequest(request: StorageRequest, state: EndpointState): Promise<EndpointResponse> {
  const now = state.clock();
  const address = resolveAddress(request.host, request.path);
  const operation = route(request.method, address, request.query);
  const signable = { ...request, ...signedNames(address) };
  const identify = (signedRequest: SignedRequest) =>
    authenticate(signedRequest, { credentials: state.credentials, region: state.region, now });
  const identity = state.hooks.identify?.(identify, signable) ?? identify(signable);
  authorise(operation, identity, { store: state.store, versionId: queryValue(request.query, 'versionId') });
  const isS3 = speaksS3(request);
  const understood = isS3 ? fromS3Words(request, operation) : request;
  if (state.requestPayer) authorisePayment(operation, understood);
  checkRequestHeaders(operation, understood);
  const location = isS3 ? state.region : `oss-${state.region}`;
  const bitsPerSecond = isLimited(operation.kind) ? trafficLimit(understood) : undefined;
  const limited = bitsPerSecond === undefined ? undefined : paced(understood.body, bitsPerSecond);
  const taken = limited === undefined ? understood : { ...understood, body: limited.body };
  const answer = await perform(operation, { request: taken, state, identity, now, isS3, location });
  return withFields(answer, [
    // Who asks pays, and is told so (document of HeadObject).
    ...(state.requestPayer ? [['x-oss-request-charged', 'requester'] as const] : []),
    ...(limited === undefined || operation.kind === 'get-object' ? [] : [delayField(limited)]),
  ]);
}

const withFields = (answer: EndpointResponse, added: readonly HeaderField[]): EndpointResponse =>
  added.length === 0 ? answer : { ...answer, headers: [...answer.headers, ...added] };

/** Signatures cover bucket and key, for any addressing style. */
function signedNames(address: RequestAddress): { readonly bucket: string | null; readonly key: string | null } {
  return {
    bucket: address.kind === 'service' ? null : address.bucket,
    key: address.kind === 'object' ? address.key : null,
  };
}

async function perform(operation: Operation, exchange: Exchange): Promise<EndpointResponse> {
  const { request, state, now, isS3, location } = exchange;
  switch (operation.kind) {
    case 'list-buckets':
      return listBuckets(request.query, state.store, { region: state.region, location });
    case 'put-bucket':
      return putBucket(request, state.store, operation.bucket, now.getTime());
    case 'delete-bucket':
      return deleteBucket(state.store, bucketNamed(state.store, operation.bucket));
    case 'list-objects':
      return listObjects(request.query, bucketNamed(state.store, operation.bucket));
    case 'bucket-info':
      return bucketInfo(bucketNamed(state.store, operation.bucket), state.region);
    case 'bucket-location':
      bucketNamed(state.store, operation.bucket);
      return bucketLocation(location);
    case 'bucket-acl':
      return bucketAcl(bucketNamed(state.store, operation.bucket), isS3);
    case 'put-bucket-acl':
      return putBucketAcl(request, state.store, bucketNamed(state.store, operation.bucket));
    case 'bucket-stat':
      return bucketStat(bucketNamed(state.store, operation.bucket), now.getTime());
    case 'list-live-channels':
      bucketNamed(state.store, operation.bucket);
      return listLiveChannels(request.query);
    case 'preflight':
      // No bucket has a rule that could allow it (document of OptionObject).
      bucketNamed(state.store, operation.bucket);
      throw refuse('AccessForbidden');
    case 'get-versioning':
      return getVersioning(bucketNamed(state.store, operation.bucket));
    case 'put-versioning':
      return putVersioning(request, state.store, bucketNamed(state.store, operation.bucket));
    case 'list-versions':
      return listVersions(request.query, bucketNamed(state.store, operation.bucket));
    case 'delete-objects':
      return deleteObjects(request, {
        store: state.store,
        bucket: bucketNamed(state.store, operation.bucket),
        now: now.getTime(),
      });
    case 'list-uploads':
      return listUploads(request.query, bucketNamed(state.store, operation.bucket));
    default:
      return performOnObject(operation, bucketNamed(state.store, operation.bucket), exchange);
  }
}

interface OnObject {
  readonly kind: ObjectOperation;
  readonly key: string;
}

async function performOnObject(operation: OnObject, bucket: Bucket, exchange: Exchange): Promise<EndpointResponse> {
  const usual = (): Promise<EndpointResponse> => operate(operation, bucket, exchange);
  const { request, state } = exchange;
  return writing.has(operation.kind) ? keepWithFaults(usual, { request, state, bucket, key: operation.key }) : usual();
}

/** What puts an object, or a part of one, in the store. */
const writing: ReadonlySet<ObjectOperation> = new Set([
  'put-object',
  'append-object',
  'put-symlink',
  'upload-part',
  'complete-upload',
]);

async function operate(
  { kind, key }: OnObject,
  bucket: Bucket,
  { request, state, identity, now, isS3 }: Exchange,
): Promise<EndpointResponse> {
  const { store, choices, hooks } = state;
  const versionId = queryValue(request.query, 'versionId');
  const context = { store, bucket, key, now: now.getTime() };
  switch (kind) {
    case 'get-object':
      return readObject(request, { bucket, key }, { state, identity });
    case 'get-object-meta':
      return getObjectMeta(objectNamed(bucket, key, versionId));
    case 'get-object-acl':
      return getObjectAcl(objectNamed(bucket, key, versionId), { bucket, isS3 });
    case 'put-object-acl':
      return putObjectAcl(request, context);
    case 'get-object-tagging':
      return getObjectTagging(request, context);
    case 'put-object-tagging':
      return putObjectTagging(request, context);
    case 'delete-object-tagging':
      return deleteObjectTagging(request, context);
    case 'get-symlink':
      return getSymlink(objectNamed(bucket, key, versionId));
    case 'put-object':
      return isCopyRequest(request) ? copyObject(request, { ...context, identity }) : putObject(request, context);
    case 'delete-object':
      return deleteObject(store, bucket, { key, versionId, now: context.now });
    case 'append-object':
      return appendObject(request, context);
    case 'put-symlink':
      return putSymlink(request, context);
    case 'create-directory':
      return createDirectory(context);
    case 'delete-directory':
      return deleteDirectory(store, bucket, key);
    case 'initiate-upload':
      return initiateUpload(request, context);
    case 'list-parts':
      return listParts(request, context);
    case 'upload-part':
      return isCopyRequest(request)
        ? uploadPartCopy(request, { ...context, identity, choices, copyRange: hooks.copyRange })
        : uploadPart(request, context);
    case 'complete-upload':
      return completeUpload(request, { ...context, join: hooks.join });
    case 'abort-upload':
      return abortUpload(request, context);
  }
}

function readObject(
  sent: StorageRequest,
  place: FaultPlace,
  { state: { hooks, choices }, identity }: Pick<Exchange, 'state' | 'identity'>,
): EndpointResponse {
  refuseUnreadableFields(sent);
  const request = hooks.request?.(sent) ?? sent;
  const { bucket, key } = place;
  const find = (): KeptObject => followLink(bucket, objectNamed(bucket, key, queryValue(sent.query, 'versionId')));
  const object = hooks.object?.(find, request, place) ?? find();
  if (request.method !== 'HEAD') checkRestored(object);
  return getObject(request, object, { choices, anonymous: identity.kind === 'anonymous', select: hooks.select });
}
