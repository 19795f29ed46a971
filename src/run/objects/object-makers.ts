import { bytesOf } from '../../content/bytes.js';
import type { ContentObject } from '../../content/content-object.js';
import { period } from '../../content/sequence.js';
import { encodePath } from '../../driver/auth/percent-encode.js';
import { answerField, responseText } from '../../exchange/response-fields.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { ObjectKind } from '../../spec/object-kinds/object-kinds.js';
import { lacking } from '../capability/obstacle.js';
import { helperKey, type OwnKey } from '../sender/own-key.js';
import type { TargetRequest } from '../sender/sender.js';
import { at, copySourceField, type MadeObject, putPlainObject, putWhole, typeOf, versionField } from './make-object.js';
import { beginUpload, copyAsPart, nothing, sendCompletion, sendPart, type UploadedPart } from './multipart-upload.js';
import { doStep, type SetupContext } from './setup-step.js';

type Made<By extends ObjectKind['by']> = Extract<ObjectKind, { readonly by: By }>;
type Maker<By extends ObjectKind['by']> = (
  setup: SetupContext,
  content: ContentObject,
  key: OwnKey,
  made: Made<By>,
) => Promise<MadeObject>;

/** The requests that make an object of each kind. */
const makers: { readonly [By in ObjectKind['by']]: Maker<By> } = {
  append: (setup, content, key, { pieces }) => append(setup, content, key, pieces),
  multipart: (workshop, content, key, { parts }) => uploadInParts(workshop, content, key, parts),
  copy,
  symlink: (workshop, content, key, { to }) => link(workshop, content, key, to),
  overwrite: async (workshop, content, key, { before }) => {
    await doStep(workshop, { method: 'PUT', key, headers: typeOf(content), body: other(before), writes: true });
    return putPlainObject(workshop, content, key);
  },
  version: (workshop, content, key, { read }) => keepVersion(workshop, content, key, read),
  directory: (workshop, _, key) => directory(workshop, key),
  'part-copies': joinCopies,
};

/**
 * Makes an object in the way its rows want.
 *
 * @throws Obstruction
 */
export function makeObjectOfKind<By extends ObjectKind['by']>(
  setup: SetupContext,
  content: ContentObject,
  key: OwnKey,
  made: Made<By>,
): Promise<MadeObject> {
  const make: Maker<By> = makers[made.by as By];
  return make(setup, content, key, made);
}

/** Bytes of an object that are held only while they are sent. */
function bodyOf(content: ContentObject, first: number, length: number): NonNullable<TargetRequest['body']> {
  return { length, chunks: () => [bytesOf(content, first, length)] };
}

/** Bytes that are no object's, so that they are not taken for any. */
const other = (length: number): NonNullable<TargetRequest['body']> => ({
  length,
  chunks: () => [Buffer.alloc(length, '.')],
});

/** Where each piece starts. */
function starts(sizes: readonly number[]): number[] {
  let next = 0;
  return sizes.map((size) => {
    next += size;
    return next - size;
  });
}

async function append(
  setup: SetupContext,
  content: ContentObject,
  key: OwnKey,
  pieces: readonly number[],
): Promise<MadeObject> {
  for (const [index, position] of starts(pieces).entries()) {
    const done = await doStep(setup, {
      method: 'POST',
      key,
      query: [
        ['append', null],
        ['position', `${position}`],
      ],
      headers: typeOf(content),
      body: bodyOf(content, position, pieces[index]!),
      requires: 'append',
      writes: true,
    });
    if (answerField(done, 'x-oss-next-append-position') === undefined) {
      throw lacking('append', 'the target accepts POST ?append but returns no next position');
    }
  }
  return at({ key });
}

async function uploadInParts(
  setup: SetupContext,
  content: ContentObject,
  key: OwnKey,
  sizes: readonly number[],
): Promise<MadeObject> {
  const upload = { key, id: await beginUpload(setup, key, typeOf(content)) };
  const put = (first: number, index: number): Promise<UploadedPart> =>
    sendPart(setup, upload, index + 1, bodyOf(content, first, sizes[index]!));
  const firsts = starts(sizes);
  const last = firsts.length - 1;
  // The last part first: a store that concatenates parts in order of arrival builds another object.
  const lastPart = await put(firsts[last]!, last);
  const others = await Promise.all(firsts.slice(0, -1).map(put));
  await sendCompletion(setup, upload, [...others, lastPart]);
  return at({ key });
}

async function copy(setup: SetupContext, content: ContentObject, key: OwnKey): Promise<MadeObject> {
  const source = helperKey(key, 'source');
  await putWhole(setup, content, source);
  const headers: HeaderField[] = [['x-oss-copy-source', copySourceField(setup.bucket, source)]];
  const done = await doStep(setup, { method: 'PUT', key, headers, body: nothing, requires: 'copy', writes: true });
  if (!responseText(done).includes('<CopyObjectResult')) {
    throw lacking('copy', 'the target accepts PUT with x-oss-copy-source but does not confirm a copy');
  }
  return at({ key });
}

/**
 * Puts an object together from copies of one that is as long as the period of the content, so that the copies in a row are
 * the content, too.
 */
async function joinCopies(setup: SetupContext, content: ContentObject, key: OwnKey): Promise<MadeObject> {
  const source = helperKey(key, 'source');
  await putWhole(setup, { ...content, size: period }, source);
  const upload = { key, id: await beginUpload(setup, key, typeOf(content)) };
  const count = Math.ceil(content.size / period);
  const parts = Array.from({ length: count }, async (_, index) => {
    const length = Math.min(period, content.size - index * period);
    const range: HeaderField[] = length < period ? [['x-oss-copy-source-range', `bytes=0-${length - 1}`]] : [];
    return copyAsPart(setup, upload, index + 1, [
      ['x-oss-copy-source', copySourceField(setup.bucket, source)],
      ...range,
    ]);
  });
  await sendCompletion(setup, upload, await Promise.all(parts));
  return at({ key });
}

type LinkTarget = Made<'symlink'>['to'];

async function link(setup: SetupContext, content: ContentObject, key: OwnKey, to: LinkTarget): Promise<MadeObject> {
  const target = helperKey(key, 'target');
  await putWhole(setup, content, target);
  const between = helperKey(key, 'link');
  const names: Record<LinkTarget, string> = { object: target, nothing: `${key}.nothing`, link: between };
  if (to === 'link') await putLink(setup, between, target);
  await putLink(setup, key, names[to]);
  const kept = await doStep(setup, { method: 'GET', key, query: [['symlink', null]], requires: 'symlink' });
  if (answerField(kept, targetField) === undefined) {
    throw lacking('symlink', 'the target accepts PUT ?symlink but does not confirm a link');
  }
  return { address: { key }, control: { key: target } };
}

const targetField = 'x-oss-symlink-target';

async function putLink(setup: SetupContext, key: OwnKey, target: string): Promise<void> {
  const headers: HeaderField[] = [[targetField, encodePath(target)]];
  await doStep(setup, {
    method: 'PUT',
    key,
    query: [['symlink', null]],
    headers,
    body: nothing,
    requires: 'symlink',
    writes: true,
  });
}

/** CreateDirectory, which makes an entry without bytes, whose name has no slash behind it. */
async function directory(setup: SetupContext, key: OwnKey): Promise<MadeObject> {
  setup.writtenObjects.directory(key);
  await doStep(setup, {
    method: 'POST',
    key,
    query: [['x-oss-dir', null]],
    body: nothing,
    requires: 'hierarchical-namespace',
    writes: true,
  });
  return at({ key });
}

type VersionReading = Made<'version'>['read'];

/** Makes a second version by an upload or a deletion. Nothing switches versions on: that changes a bucket for good. */
async function keepVersion(
  setup: SetupContext,
  content: ContentObject,
  key: OwnKey,
  read: VersionReading,
): Promise<MadeObject> {
  const id = await putWhole(setup, content, key);
  if (id === undefined || id === 'null') throw lacking('versions', 'the bucket has no versioning');
  const control = { key, query: [['versionId', id]] as const };
  if (read === 'older') {
    await doStep(setup, { method: 'PUT', key, headers: typeOf(content), body: nothing, writes: true });
    return at(control);
  }
  const deletion = await doStep(setup, { method: 'DELETE', key, writes: true });
  const marker = answerField(deletion, versionField);
  if (marker === undefined) throw lacking('versions', 'the target deletes a version but returns no delete marker');
  return { address: read === 'deleted' ? { key } : { key, query: [['versionId', marker]] }, control };
}
