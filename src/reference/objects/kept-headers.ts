import type { HeaderField } from '../../spec/model/vocabulary.js';

/**
 * Fields of an upload that every download repeats (AlibabaCloudDocs/oss, `PutObject.md`; the language:
 * `tests/integration/test_client.py` of the vendor's SDK for Python V2).
 */
const keptFields: ReadonlyMap<string, string> = new Map([
  ['content-type', 'Content-Type'],
  ['cache-control', 'Cache-Control'],
  ['content-disposition', 'Content-Disposition'],
  ['content-encoding', 'Content-Encoding'],
  ['content-language', 'Content-Language'],
  ['expires', 'Expires'],
]);

const metadataPrefix = 'x-oss-meta-';

/** Whether a request says anything that an object would keep of it. */
export function statesMetadata(headers: readonly HeaderField[]): boolean {
  return headers.some(([name]) => isKept(name.toLowerCase()));
}

const isKept = (name: string): boolean => name.startsWith(metadataPrefix) || keptFields.has(name);

const typeField = 'Content-Type';

/**
 * What an object keeps of the fields of the request that makes it.
 *
 * @param usualType - of an object whose request names none
 */
export function keptHeaders(headers: readonly HeaderField[], usualType = 'application/octet-stream'): HeaderField[] {
  const kept = headers.flatMap(([name, value]): HeaderField[] => {
    const lower = name.toLowerCase();
    if (lower.startsWith(metadataPrefix)) return [[lower, value]];
    const field = keptFields.get(lower);
    return field === undefined ? [] : [[field, value]];
  });
  const hasType = kept.some(([name]) => name === typeField);
  return hasType ? kept : [[typeField, usualType], ...kept];
}

/** The type of what another object is made of. */
export const keptType = (kept: readonly HeaderField[]): string | undefined =>
  kept.find(([name]) => name === typeField)?.[1];
