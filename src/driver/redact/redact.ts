import type { HeaderField } from '../../spec/model/vocabulary.js';
import {
  credentialsIn,
  credentialsInField,
  marker,
  namesCredentialField,
  redactAssignments,
  redactElements,
  redactFieldByName,
  xmlMarker,
} from './credential-patterns.js';
import { createSecretFinder, type SecretFinder } from './secret-finder.js';

/** Takes secrets out of everything that is recorded. Pure: the same input gives the same output. */
export interface Redactor {
  /** A URL, a message, a reason phrase. */
  text(text: string): string;
  /** @param head the text in which they stood, if it is at hand: where it holds no secret, no value is looked at */
  fields(fields: readonly HeaderField[], head?: string): readonly HeaderField[];
  /**
   * A body or a part of one. An XML document stays well-formed, so that it can still be judged.
   *
   * @param cut the bytes were cut off at a limit, so that a secret may be there in part
   */
  bytes(bytes: Uint8Array, cut: boolean): Uint8Array;
  /** The same, which also knows the signature, key id and token that this very request shows. */
  forRequest(target: string, fields: readonly HeaderField[]): Redactor;
}

/**
 * Makes a redactor. Secrets are found by their value in every form they are written in, and credentials in general by
 * the places where OSS and AWS put them (Authorization values, query parameters, token headers, the elements with which
 * SignatureDoesNotMatch repeats the request). What is taken out is replaced by `<redacted>`.
 *
 * @param secrets access key id, secret and security token, as far as there are any
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  return redactorOf([createSecretFinder([...secrets, ...secrets.map(base64)])]);
}

/** Without the padding, which is no secret. */
function base64(secret: string): string {
  return Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, '');
}

function redactorOf(finders: readonly SecretFinder[]): Redactor {
  const text = (input: string): string => replaceAll(finders, redactAssignments(input, marker), marker);
  return {
    text,
    fields(fields, head) {
      if (head !== undefined && !namesCredentialField(head) && text(head) === head) return fields;
      return fields.map(([name, value]) => [name, text(redactFieldByName(name, value) ?? value)]);
    },
    bytes: (bytes, cut) => redactBytes(finders, bytes, cut),
    forRequest(target, fields) {
      const shown = credentialsIn(target);
      for (const [name, value] of fields)
        for (const credential of credentialsInField(name, value)) shown.push(credential);
      const added = shown.filter((credential) => !finders.some((finder) => finder.knows(credential)));
      if (added.length === 0) return this;
      // A query shows a credential percent-encoded.
      const decoded = added.filter((credential) => credential.includes('%')).map(percentDecode);
      return redactorOf([...finders, createSecretFinder([...added, ...decoded])]);
    },
  };
}

function replaceAll(finders: readonly SecretFinder[], text: string, mark: string): string {
  let result = text;
  for (const finder of finders) result = finder.replace(result, mark);
  return result;
}

/** Works on one character a byte, so that bytes which are no secret come out as they went in. */
function redactBytes(finders: readonly SecretFinder[], bytes: Uint8Array, cut: boolean): Uint8Array {
  if (bytes.length === 0) return bytes;
  const original = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const isMarkup = /^(?:\xef\xbb\xbf)?\s*</.test(original);
  const mark = isMarkup ? xmlMarker : marker;
  const isText = isMarkup || /^\s*\{/.test(original);
  let text = replaceAll(finders, isText ? redactAssignments(redactElements(original), mark) : original, mark);
  if (cut) text = finders.reduce((result, finder) => finder.replaceCut(result, mark), text);
  return text === original ? bytes : new Uint8Array(Buffer.from(text, 'latin1'));
}

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Not percent-encoded text: there is no second form to look for.
  }
}
