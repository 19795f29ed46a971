import type { SignableRequest } from '../../driver/auth/signable-request.js';
import { modeHeaderName } from '../../spec/model/vocabulary.js';
import { fieldValue, queryValue, type StorageRequest } from '../server/storage-request.js';
import { refuse } from '../wire/oss-error.js';
import type { Fault, FaultHooks } from './fault.js';

const isPresigned = ({ query }: Pick<SignableRequest, 'query'>): boolean =>
  queryValue(query, 'x-oss-signature') !== undefined || queryValue(query, 'Signature') !== undefined;

const without = <Request extends Pick<SignableRequest, 'headers'>>(request: Request, names: RegExp): Request => ({
  ...request,
  headers: request.headers.filter(([name]) => !names.test(name)),
});

/** Checks the signature as it was sent, and where it is wrong once more without some fields. */
const alsoWithout = (names: RegExp): FaultHooks => ({
  identify: (usual, request) => {
    try {
      return usual(request);
    } catch {
      return usual(without(request, names));
    }
  },
});

/** Refuses presigned requests that are meant, with another error than the right one if there is any. */
const refusesPresigned = (isMeant: (request: StorageRequest) => boolean): FaultHooks => ({
  request: (request) => {
    if (isPresigned(request) && isMeant(request)) throw refuse('SignatureDoesNotMatch');
    return request;
  },
});

/** Signatures, in the header and in the URL. */
export const signatureFaults: readonly Fault[] = [
  {
    name: 'signature-not-checked',
    sentence: 'A wrong signature is accepted.',
    contradicts: ['Q4', 'Q5'],
    madeBy: ['s3rver, for V4'],
    hooks: {
      identify: (usual, request) => {
        try {
          return usual(request);
        } catch {
          return { kind: 'known', accessKeyId: 'anybody' };
        }
      },
    },
  },
  {
    name: 'mode-may-be-unsigned',
    sentence: 'A mode header that the signature does not cover is accepted.',
    contradicts: ['Q6'],
    madeBy: [],
    hooks: alsoWithout(/^x-oss-range-behavior$/i),
  },
  {
    name: 'metadata-may-be-unsigned',
    sentence: 'Fields of OSS other than the mode header need not be covered by the signature.',
    contradicts: ['Q4'],
    madeBy: [],
    hooks: alsoWithout(/^x-oss-meta-/i),
  },
  {
    name: 'type-may-be-unsigned',
    sentence: 'A Content-Type that the signature does not cover is accepted.',
    contradicts: ['Q4'],
    madeBy: [],
    hooks: alsoWithout(/^content-type$/i),
  },
  {
    name: 'presigned-range-refused',
    sentence: 'A presigned URL rejects an unsigned Range.',
    contradicts: ['Q1', 'Q3'],
    madeBy: [],
    hooks: refusesPresigned(({ headers }) => fieldValue(headers, 'range') !== undefined),
  },
  {
    name: 'presigned-range-ignored',
    sentence: 'A Range sent with a presigned URL is ignored.',
    contradicts: ['Q1', 'Q3'],
    madeBy: [],
    hooks: { request: (request) => (isPresigned(request) ? without(request, /^range$/i) : request) },
  },
  {
    name: 'presigned-mode-ignored',
    sentence: 'The mode header has no effect with a presigned URL.',
    contradicts: ['B2', 'Q6'],
    madeBy: [],
    hooks: {
      request: (request) => (isPresigned(request) ? without(request, new RegExp(`^${modeHeaderName}$`, 'i')) : request),
    },
  },
  {
    name: 'unsent-field-is-a-wrong-signature',
    sentence: 'An additional header that is signed but not sent is answered 403.',
    contradicts: ['Q8', 'Q9'],
    madeBy: [],
    hooks: {
      identify: (usual, request) => {
        try {
          return usual(request);
        } catch (error) {
          const listed =
            queryValue(request.query, 'x-oss-additional-headers') ?? fieldValue(request.headers, 'authorization');
          const isUnsent = /range/i.test(listed ?? '') && fieldValue(request.headers, 'range') === undefined;
          throw isUnsent ? refuse('SignatureDoesNotMatch') : error;
        }
      },
    },
  },
  {
    name: 'two-signatures-accepted',
    sentence: 'With signatures in two places, one is enough.',
    contradicts: ['Q11'],
    madeBy: [],
    hooks: {
      identify: (usual, request) => {
        const isBoth = isPresigned(request) && fieldValue(request.headers, 'authorization') !== undefined;
        return isBoth ? { kind: 'known', accessKeyId: 'either' } : usual(request);
      },
    },
  },
  {
    name: 'two-signatures-denied',
    sentence: 'Signatures in two places are answered 403.',
    contradicts: ['Q11'],
    madeBy: [],
    hooks: {
      identify: (usual, request) => {
        if (isPresigned(request) && fieldValue(request.headers, 'authorization') !== undefined) {
          throw refuse('AccessDenied');
        }
        return usual(request);
      },
    },
  },
  {
    name: 'presigned-for-any-method',
    sentence: 'A URL that was signed for GET serves HEAD, too.',
    contradicts: ['Q13'],
    madeBy: [],
    hooks: {
      identify: (usual, request) => {
        try {
          return usual(request);
        } catch (error) {
          if (request.method !== 'HEAD') throw error;
          return usual({ ...request, method: 'GET' });
        }
      },
    },
  },
  {
    name: 'private-parts-for-anyone',
    sentence: 'A range of a private object is served without credentials.',
    contradicts: ['P10', 'P11'],
    madeBy: [],
    hooks: {
      identify: (usual, request) => {
        const identity = usual(request);
        const isPart = fieldValue(request.headers, 'range') !== undefined;
        return isPart && identity.kind === 'anonymous' ? { kind: 'known', accessKeyId: 'anyone' } : identity;
      },
    },
  },
  {
    name: 'private-objects-not-found',
    sentence: 'A caller without credentials is told that there is no such key.',
    contradicts: ['P10'],
    madeBy: [],
    hooks: {
      identify: (usual, request) => {
        const identity = usual(request);
        if (identity.kind === 'anonymous') throw refuse('NoSuchKey');
        return identity;
      },
    },
  },
  {
    name: 'overrides-when-anonymous',
    sentence: 'Overrides in an anonymous request are accepted.',
    contradicts: ['M12'],
    madeBy: [],
    hooks: {
      identify: (usual, request) => {
        const identity = usual(request);
        const overrides = request.query.some(([name]) => name.startsWith('response-'));
        return overrides && identity.kind === 'anonymous' ? { kind: 'known', accessKeyId: 'anybody' } : identity;
      },
    },
  },
  {
    name: 'overrides-ignored',
    sentence: 'The parameters that override fields of a plain read have no effect.',
    contradicts: ['M11'],
    madeBy: [],
    hooks: {
      request: (request) => ({ ...request, query: request.query.filter(([name]) => !name.startsWith('response-')) }),
    },
  },
];
