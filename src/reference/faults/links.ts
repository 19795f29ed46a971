import { md5OfBytes } from '../objects/digests.js';
import type { KeptObject } from '../objects/store.js';
import { objectNamed } from '../objects/versions.js';
import { contentTag } from '../read/object-headers.js';
import type { OssErrorCode } from '../wire/oss-error.js';
import { partBodies, parts, refusalWith, withField } from './change.js';
import type { Fault, FaultHooks, FaultQuestion } from './fault.js';
import { withBytes } from './kept.js';

/** The name of what a link leads to; `undefined` where an object is none. */
const targetOf = ({ storedKind }: KeptObject): string | undefined =>
  storedKind?.kind === 'Symlink' ? storedKind.target : undefined;

/** Reads links that lead to an object in another way. */
const reads = (change: (read: KeptObject, target: string) => KeptObject): FaultHooks => ({
  object: (usual) => {
    const read = usual();
    const target = targetOf(read);
    return target === undefined ? read : change(read, target);
  },
});

/** Reads something where a link leads to no object. */
const readsBroken = (code: OssErrorCode, read: (link: KeptObject) => KeptObject): FaultHooks => ({
  object: (usual, _, { bucket, key }) => {
    try {
      return usual();
    } catch (error) {
      if ((error as { code?: string }).code !== code) throw error;
      return read(objectNamed(bucket, key));
    }
  },
});

const codeOf = ({ body }: { readonly body: readonly Uint8Array[] }): string | undefined =>
  /<Code>(.*)<\/Code>/.exec(Buffer.concat(body).toString())?.[1];

/** Refuses broken links in another way. */
const refuses = (code: OssErrorCode, status: number, other: OssErrorCode): FaultHooks => ({
  answer: (usual) => (usual.status >= 400 && codeOf(usual) === code ? refusalWith(usual, status, other) : usual),
});

const isLink = ({ object }: FaultQuestion): boolean => object !== undefined && targetOf(object) !== undefined;
const nameBytes = (object: KeptObject): Buffer => Buffer.from(targetOf(object) ?? '');

/** Symbolic links. What a Range does there no source tells; that a part is what it says it is holds all the same. */
export const linkFaults: readonly Fault[] = [
  {
    name: 'link-is-its-name',
    sentence: 'Reading a link returns the name of its target.',
    contradicts: ['M4'],
    madeBy: [],
    hooks: reads((read, target) => withBytes(read, Buffer.from(target))),
  },
  {
    name: 'link-is-empty',
    sentence: 'Reading a link returns its own empty content.',
    contradicts: ['M4'],
    madeBy: [],
    hooks: reads((read) => withBytes(read, Buffer.alloc(0))),
  },
  {
    name: 'link-has-a-tag-of-its-own',
    sentence: 'The ETag of a link is that of its target’s name.',
    contradicts: ['M4'],
    madeBy: [],
    hooks: {
      answer: (usual, question) =>
        isLink(question) && usual.status < 300
          ? withField(usual, 'ETag', contentTag({ md5: md5OfBytes(nameBytes(question.object!)) }))
          : usual,
    },
  },
  {
    name: 'link-is-called-normal',
    sentence: 'A link has the type Normal.',
    contradicts: ['M4'],
    madeBy: [],
    hooks: {
      answer: (usual, question) =>
        isLink(question) && usual.status < 300 ? withField(usual, 'x-oss-object-type', 'Normal') : usual,
    },
  },
  {
    name: 'content-range-total-of-the-link',
    sentence: 'Content-Range of a part read through a link has the length of the target’s name.',
    contradicts: ['M4'],
    madeBy: [],
    hooks: parts((answer, { first, last, object }, question) =>
      isLink(question)
        ? withField(answer, 'Content-Range', `bytes ${first}-${last}/${nameBytes(object).length}`)
        : answer,
    ),
  },
  {
    name: 'part-of-the-name-of-the-target',
    sentence: 'A part read through a link is cut from the target’s name, padded with zeros.',
    contradicts: ['M4'],
    madeBy: [],
    hooks: partBodies(({ first, last, object }, question) =>
      isLink(question) ? nameBytes(object).subarray(first, last + 1) : object.body.subarray(first, last + 1),
    ),
  },
  {
    name: 'link-to-nothing-is-empty',
    sentence: 'A link to a missing object is read as an empty object.',
    contradicts: ['M5'],
    madeBy: [],
    hooks: readsBroken('SymlinkTargetNotExist', (link) => link),
  },
  {
    name: 'link-to-nothing-is-no-key',
    sentence: 'A link to a missing object is answered with the code NoSuchKey.',
    contradicts: ['M5'],
    madeBy: [],
    hooks: refuses('SymlinkTargetNotExist', 404, 'NoSuchKey'),
  },
  {
    name: 'link-to-a-link-is-followed',
    sentence: 'A link to a link is followed to the object behind the second one.',
    contradicts: ['M5'],
    madeBy: [],
    hooks: {
      object: (usual, _, { bucket, key }) => {
        try {
          return usual();
        } catch (error) {
          if ((error as { code?: string }).code !== 'InvalidTargetType') throw error;
          const second = objectNamed(bucket, targetOf(objectNamed(bucket, key)) ?? '');
          return objectNamed(bucket, targetOf(second) ?? '');
        }
      },
    },
  },
  {
    name: 'link-to-a-link-is-missing',
    sentence: 'A link to a link is answered like one to a missing object.',
    contradicts: ['M5'],
    madeBy: [],
    hooks: refuses('InvalidTargetType', 404, 'SymlinkTargetNotExist'),
  },
];
