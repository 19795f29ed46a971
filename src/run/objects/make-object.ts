import { streamOf } from '../../content/bytes.js';
import type { ContentObject } from '../../content/content-object.js';
import { encodePath } from '../../driver/auth/percent-encode.js';
import { answerField } from '../../exchange/response-fields.js';
import type { QueryField } from '../../spec/model/table.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';
import type { OwnKey } from '../sender/own-key.js';
import { doStep, type SetupContext } from './setup-step.js';

/** A key, or one version of it. */
export interface ObjectAddress {
  readonly key: string;
  readonly query?: readonly QueryField[];
}

/** Where an object lies that was made. */
export interface MadeObject {
  /** What rows ask. */
  readonly address: ObjectAddress;
  /** Where the bytes of the object are read, to tell a refused range from a refused caller; the same but for links, and for what has no bytes. */
  readonly control: ObjectAddress;
}

/** Read where it was made. */
export const at = (address: ObjectAddress): MadeObject => ({ address, control: address });

export const typeOf = ({ type }: ContentObject): HeaderField[] => [
  ['Content-Type', type ?? 'application/octet-stream'],
];

/** Chunks of this many bytes are handed to the socket; a whole object is never held. */
const uploadChunk = 64 * 1024;

/** Makes an object by one PUT. */
export async function putPlainObject(setup: SetupContext, content: ContentObject, key: OwnKey): Promise<MadeObject> {
  await putWhole(setup, content, key);
  return at({ key });
}

/**
 * @returns the version that the answer names
 * @throws Obstruction
 */
export async function putWhole(setup: SetupContext, content: ContentObject, key: OwnKey): Promise<string | undefined> {
  const body = { length: content.size, chunks: () => streamOf(content, uploadChunk) };
  return answerField(
    await doStep(setup, { method: 'PUT', key, headers: typeOf(content), body, writes: true }),
    versionField,
  );
}

export const versionField = 'x-oss-version-id';

/** The value of `x-oss-copy-source`. */
export const copySourceField = (bucket: string, key: string): string => `/${bucket}/${encodePath(key)}`;
