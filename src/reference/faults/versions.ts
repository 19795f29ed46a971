import type { KeptObject, Version } from '../objects/store.js';
import { piecesOf } from '../objects/stored-bytes.js';
import { versionsOf } from '../objects/versions.js';
import type { EndpointResponse } from '../server/answer.js';
import { fieldValue, queryValue } from '../server/storage-request.js';
import { isCopyRequest } from '../write/copy-source.js';
import { parts, refusalWith, withBody, withField } from './change.js';
import type { Fault, FaultHooks } from './fault.js';
import { withBytes } from './kept.js';

const isObject = (version: Version): version is KeptObject => !('marker' in version);

/** Answers in another way that a deletion is in front of a key, or is what was asked for. */
const ofDeletions = (status: 404 | 405, change: (answer: EndpointResponse) => EndpointResponse): FaultHooks => ({
  answer: (usual) =>
    usual.status === status && fieldValue(usual.headers, 'x-oss-delete-marker') !== undefined ? change(usual) : usual,
});

/** Keeps other bytes where an upload takes the place of another object. */
const overwrites = (change: (now: Buffer, before: Buffer) => Uint8Array): FaultHooks => ({
  keep: (usual, before) =>
    before === undefined || before.storedKind !== undefined || usual.storedKind !== undefined
      ? usual
      : withBytes(usual, change(Buffer.concat(piecesOf(usual.body)), Buffer.concat(piecesOf(before.body)))),
});

/** Keeps other bytes of a copy than its source has; a link stays one. */
const copies = (change: (bytes: Buffer) => Uint8Array): FaultHooks => ({
  keep: (usual, _, request) =>
    isCopyRequest(request) && usual.storedKind === undefined
      ? withBytes(usual, change(Buffer.concat(piecesOf(usual.body))))
      : usual,
});

/** Several objects under the same key, one after another, and one object under two keys. */
export const versionFaults: readonly Fault[] = [
  {
    name: 'version-not-read',
    sentence: 'The current object is read, regardless of the requested version.',
    contradicts: ['M1'],
    madeBy: [],
    hooks: {
      object: (usual, { query }, { bucket, key }) => {
        const current = queryValue(query, 'versionId') === undefined ? undefined : bucket.objects.get(key);
        return current ?? usual();
      },
    },
  },
  {
    name: 'version-not-read-beside-a-range',
    sentence: 'A request with a Range reads the current object, regardless of the requested version.',
    contradicts: ['M1'],
    madeBy: [],
    hooks: {
      object: (usual, { query, headers }, { bucket, key }) => {
        const isMeant = queryValue(query, 'versionId') !== undefined && fieldValue(headers, 'range') !== undefined;
        return (isMeant ? bucket.objects.get(key) : undefined) ?? usual();
      },
    },
  },
  {
    name: 'content-range-total-of-the-current-version',
    sentence: 'Content-Range of an older version has the length of the current object.',
    contradicts: ['M1'],
    madeBy: [],
    hooks: parts((answer, { first, last, object }, { objects }) => {
      const current = object.storedKind === undefined ? objects.get(object.key) : undefined;
      const total = (current ?? object).body.length;
      return withField(answer, 'Content-Range', `bytes ${first}-${last}/${total}`);
    }),
  },
  {
    name: 'oldest-version-is-read',
    sentence: 'If no version is requested, the oldest one is read.',
    contradicts: ['rfc9110-9.3.4'],
    madeBy: [],
    hooks: {
      object: (usual, { query }, { bucket, key }) => {
        const current = usual();
        const oldest = versionsOf(bucket, key).findLast(isObject);
        return queryValue(query, 'versionId') === undefined && current.storedKind === undefined && oldest
          ? oldest
          : current;
      },
    },
  },
  {
    name: 'first-upload-stays',
    sentence: 'An upload to an existing key changes nothing.',
    contradicts: ['rfc9110-9.3.4'],
    madeBy: [],
    hooks: overwrites((_, before) => before),
  },
  {
    name: 'longer-object-keeps-its-tail',
    sentence: 'An upload that replaces a longer object keeps the rest of the old one.',
    contradicts: ['rfc9110-9.3.4'],
    madeBy: [],
    hooks: overwrites((now, before) => Buffer.concat([now, before.subarray(now.length)])),
  },
  {
    name: 'upload-cut-to-the-length-before',
    sentence: 'An upload that replaces a shorter object is truncated to the old length.',
    contradicts: ['rfc9110-9.3.4'],
    madeBy: [],
    hooks: overwrites((now, before) => now.subarray(0, before.length)),
  },
  {
    name: 'copy-loses-its-last-byte',
    sentence: 'A copy of an object lacks its last byte.',
    contradicts: ['A2'],
    madeBy: [],
    hooks: copies((bytes) => bytes.subarray(0, -1)),
  },
  {
    name: 'copy-is-empty',
    sentence: 'A copy of an object has its fields and none of its bytes.',
    contradicts: ['A2'],
    madeBy: [],
    hooks: copies(() => Buffer.alloc(0)),
  },
  {
    name: 'deletion-not-seen',
    sentence: 'A key whose latest version is a delete marker is read as the previous version.',
    contradicts: ['M15'],
    madeBy: [],
    hooks: {
      object: (usual, { query }, { bucket, key }) => {
        const before = bucket.objects.has(key) ? undefined : versionsOf(bucket, key).find(isObject);
        return queryValue(query, 'versionId') === undefined && before ? before : usual();
      },
    },
  },
  {
    name: 'deletion-not-named',
    sentence: 'The 404 for a key whose latest version is a delete marker has no x-oss-delete-marker.',
    contradicts: ['M15'],
    madeBy: [],
    hooks: ofDeletions(404, (answer) => withField(answer, 'x-oss-delete-marker', null)),
  },
  {
    name: 'deletion-by-its-id-is-missing',
    sentence: 'A delete marker requested by its id is answered 404.',
    contradicts: ['M15'],
    madeBy: [],
    hooks: ofDeletions(405, (answer) => refusalWith(answer, 404, 'NoSuchVersion')),
  },
  {
    name: 'deletion-by-its-id-allows-nothing',
    sentence: 'The 405 for a delete marker requested by its id has no Allow.',
    contradicts: ['M15'],
    madeBy: [],
    hooks: ofDeletions(405, (answer) => withField(answer, 'Allow', null)),
  },
  {
    name: 'deletion-by-its-id-is-empty',
    sentence: 'A delete marker requested by its id is read as an empty object.',
    contradicts: ['M15'],
    madeBy: [],
    hooks: ofDeletions(405, (answer) => ({ ...withBody(answer, ''), status: 200 })),
  },
];
