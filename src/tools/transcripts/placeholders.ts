/**
 * What a transcript writes where the publication hides a value, or where only its form matters, and the value that is
 * compared in its place. `{size}` and `{size-1}` are resolved before, as in rows.
 */
export const placeholders = {
  '{etag}': '"5B3C1A2E053D763E1B002CC607C5A0FE"',
  /** Of an object that was uploaded in parts: the digest has the number of parts behind it. */
  '{multipart-etag}': '"5B3C1A2E053D763E1B002CC607C5A0FE-6"',
  '{last-modified}': 'Fri, 18 Oct 2019 08:00:00 GMT',
  '{crc64}': '8877665544332211001',
  '{md5}': 'WzwaLgU9dj4bACzGB8Wg/g==',
  '{base64}': 'PEVycm9yPjwvRXJyb3I+',
  '{boundary}': '9c8d7b6a-1f2e-4d3c-8b7a-0f1e2d3c4b5a',
  '{id}': 'CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0',
  '{text}': 'text',
} as const;

const pattern = /\{[a-z][a-z0-9-]*\}/g;

/** The first placeholder of a text that does not exist; undefined where all of them do. */
export function unknownPlaceholder(text: string): string | undefined {
  return text.match(pattern)?.find((name) => !Object.hasOwn(placeholders, name));
}

/** A text with a value in place of each placeholder. */
export function fillPlaceholders(text: string): string {
  return text.replace(pattern, (name) => (placeholders as Readonly<Record<string, string>>)[name] ?? name);
}

/** The same the other way round: no reader takes a value that stands for a hidden one for a published one. */
export function hidePlaceholders(text: string): string {
  return Object.values(placeholders)
    .filter((value) => value.length > 'text'.length)
    .reduce((hidden, value) => hidden.replaceAll(value, '…'), text);
}
