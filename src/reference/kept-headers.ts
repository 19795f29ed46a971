import type { HeaderField } from '../spec/vocabulary.js';

/** Fields of an upload that every download repeats (AlibabaCloudDocs/oss, `PutObject.md`). */
const keptFields: ReadonlyMap<string, string> = new Map([
  ['content-type', 'Content-Type'],
  ['cache-control', 'Cache-Control'],
  ['content-disposition', 'Content-Disposition'],
  ['content-encoding', 'Content-Encoding'],
  ['expires', 'Expires'],
]);

const metadataPrefix = 'x-oss-meta-';

/** Whether a request says anything that an object would keep of it. */
export function statesMetadata(headers: readonly HeaderField[]): boolean {
  return headers.some(([name]) => isKept(name.toLowerCase()));
}

const isKept = (name: string): boolean => name.startsWith(metadataPrefix) || keptFields.has(name);

/** What an object keeps of the fields of the request that makes it. */
export function keptHeaders(headers: readonly HeaderField[]): HeaderField[] {
  const kept = headers.flatMap(([name, value]): HeaderField[] => {
    const lower = name.toLowerCase();
    if (lower.startsWith(metadataPrefix)) return [[lower, value]];
    const field = keptFields.get(lower);
    return field === undefined ? [] : [[field, value]];
  });
  const hasType = kept.some(([name]) => name === 'Content-Type');
  return hasType ? kept : [['Content-Type', 'application/octet-stream'], ...kept];
}
