import { loadPackage } from '../load-package.js';

/** The error document of an OSS answer, as far as it can be read. */
export interface ErrorDocument {
  /** Text of `<Error><Code>`. */
  readonly code: string;
  readonly message: string | null;
  /** Text of `<RequestId>`, where there is one. */
  readonly requestId?: string;
  /** Text of `<EC>`, the number of the error. */
  readonly ec?: string;
  /** Text of `<Endpoint>`: where the bucket is to be asked instead. */
  readonly endpoint?: string;
}

/**
 * An error document of OSS has 345 bytes (vendor transcript of a 416). An exchange keeps at most 64 KiB of a body, so
 * that one of this length may be the start of a longer one.
 */
const tooLong = 64 * 1024;

const { XMLParser, XMLValidator } = loadPackage('fast-xml-parser');

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: true,
  stopNodes: ['Error.Message'],
});

/**
 * Reads `<Error><Code>…</Code></Error>`. Null where the body is no well-formed XML document with that element: HTML,
 * JSON, text, invalid UTF-8, a document type with entities.
 */
export function readErrorDocument(body: Uint8Array): ErrorDocument | null {
  const known = documents.get(body);
  if (known !== undefined) return known;
  const read = readCode(body);
  documents.set(body, read);
  return read;
}

/** A refusal is read by the classification, by the judge and by the report; parsing is most of what judging it costs. */
const documents = new WeakMap<Uint8Array, ErrorDocument | null>();

function readCode(body: Uint8Array): ErrorDocument | null {
  const error = member(elementsOf(body), 'Error');
  const code = member(error, 'Code');
  if (!isText(code)) return null;
  const message = member(error, 'Message');
  const requestId = member(error, 'RequestId');
  const ec = member(error, 'EC');
  const endpoint = member(error, 'Endpoint');
  return {
    code,
    message: typeof message === 'string' ? message : null,
    ...(isText(requestId) ? { requestId } : {}),
    ...(isText(ec) ? { ec } : {}),
    ...(isText(endpoint) ? { endpoint } : {}),
  };
}

const isText = (element: unknown): element is string => typeof element === 'string' && element !== '';

function elementsOf(body: Uint8Array): unknown {
  if (body.byteLength >= tooLong) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true ? undefined : parser.parse(text);
  } catch {
    return undefined; // Not UTF-8, or nested deeper than the parser goes: no error document of OSS.
  }
}

/** Of text, of which the parser makes a string, every member is undefined. */
const member = (value: unknown, name: string): unknown => (value as Record<string, unknown> | undefined)?.[name];

/** `404 NoSuchKey`, or the status alone where no document names a code. */
export const statusWithCode = (status: number, code: string | undefined): string =>
  code === undefined || code === '' ? `${status}` : `${status} ${code}`;
