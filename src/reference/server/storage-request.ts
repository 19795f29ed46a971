import type { QueryParameter } from '../../driver/auth/signable-request.js';
import type { HeaderField } from '../../spec/model/vocabulary.js';

/** A request as it came over the wire, apart from HTTP itself. */
export interface StorageRequest {
  readonly method: string;
  /** Value of Host, or the authority of a target in absolute form; empty where there is neither. */
  readonly host: string;
  /** Percent-encoded, exactly as sent. */
  readonly path: string;
  /** Decoded, in the order sent. */
  readonly query: readonly QueryParameter[];
  /** In wire order, with wire case, one character a byte, repeated lines kept apart. */
  readonly headers: readonly HeaderField[];
  readonly body: AsyncIterable<Uint8Array>;
  /** Its connection, for faults that remember state between requests. */
  readonly connection?: object;
}

/** The values of a field, one entry a line. */
export function fieldLines(headers: readonly HeaderField[], name: string): string[] {
  return headers.filter(([candidate]) => candidate.toLowerCase() === name).map(([, value]) => value);
}

/** The value of a field that is sent once; of the first line where it is repeated. */
export function fieldValue(headers: readonly HeaderField[], name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1];
}

/** The value of a query parameter: `''` where its name stands alone, `undefined` where it is absent. */
export function queryValue(query: readonly QueryParameter[], name: string): string | undefined {
  const parameter = query.find(([candidate]) => candidate === name);
  return parameter === undefined ? undefined : (parameter[1] ?? '');
}
