import { answerField, responseText } from '../../exchange/response-fields.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import { lacking } from '../capability/obstacle.js';
import type { OwnKey } from '../sender/own-key.js';
import type { TargetRequest } from '../sender/sender.js';
import { doStep, type SetupContext } from './setup-step.js';

/**
 * Begins an upload in parts.
 *
 * @returns its id
 * @throws Obstruction
 */
export async function beginUpload(setup: SetupContext, key: OwnKey, headers: readonly HeaderField[]): Promise<string> {
  const begun = await doStep(setup, {
    method: 'POST',
    key,
    query: [['uploads', null]],
    headers,
    body: nothing,
    requires: 'multipart',
  });
  const [, id] = /<UploadId>([^<]+)<\/UploadId>/.exec(responseText(begun)) ?? [];
  if (id === undefined) throw lacking('multipart', 'the target accepts POST ?uploads but starts no upload');
  setup.writtenObjects.begun(key, id);
  return id;
}

/** An upload of nothing, which has a length all the same. */
export const nothing: NonNullable<TargetRequest['body']> = { length: 0, chunks: () => [] };

/** A part that the target has. */
export interface UploadedPart {
  readonly number: number;
  /** As the target gave it. */
  readonly tag: string;
}

/**
 * Uploads one part.
 *
 * @throws Obstruction
 */
export async function sendPart(
  setup: SetupContext,
  { key, id }: { readonly key: OwnKey; readonly id: string },
  number: number,
  body: NonNullable<TargetRequest['body']>,
): Promise<UploadedPart> {
  const done = await doStep(setup, { method: 'PUT', key, query: partQuery(number, id), body, requires: 'multipart' });
  return { number, tag: answerField(done, 'etag') ?? '' };
}

/**
 * Makes one part of what `x-oss-copy-source` among the headers names.
 *
 * @throws Obstruction
 */
export async function copyAsPart(
  setup: SetupContext,
  { key, id }: { readonly key: OwnKey; readonly id: string },
  number: number,
  headers: readonly HeaderField[],
): Promise<UploadedPart> {
  const query = partQuery(number, id);
  const done = await doStep(setup, { method: 'PUT', key, query, headers, body: nothing, requires: 'part-copy' });
  const [, tag] = /<ETag>([^<]+)<\/ETag>/.exec(responseText(done)) ?? [];
  if (tag === undefined) {
    throw lacking('part-copy', 'the target accepts a part with x-oss-copy-source but does not confirm a copy');
  }
  return { number, tag: tag.replaceAll('&quot;', '"') };
}

export const partQuery = (number: number, id: string): NonNullable<TargetRequest['query']> => [
  ['partNumber', `${number}`],
  ['uploadId', id],
];

/**
 * Joins the parts of an upload.
 *
 * @throws Obstruction
 */
export async function sendCompletion(
  setup: SetupContext,
  { key, id }: { readonly key: OwnKey; readonly id: string },
  parts: readonly UploadedPart[],
): Promise<void> {
  const list = parts.map(({ number, tag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${tag}</ETag></Part>`);
  const document = Buffer.from(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`);
  const body = { length: document.length, chunks: () => [document] };
  await doStep(setup, { method: 'POST', key, query: [['uploadId', id]], body, requires: 'multipart', writes: true });
  setup.writtenObjects.completed(id);
}
