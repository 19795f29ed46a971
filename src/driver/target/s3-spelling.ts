import type { HeaderField } from '../../spec/model/vocabulary.js';

/** Request fields that S3 has under a name of its own. The mode headers are not among them: S3 knows no such thing. */
const twins = /^x-oss-(?=copy-source(?:$|-)|meta-|metadata-directive$|request-payer$)/i;

/** Header fields of a request as an S3-compatible target reads them. */
export function s3RequestHeaders(fields: readonly HeaderField[]): HeaderField[] {
  return fields.map(([name, value]) => [name.replace(twins, 'x-amz-'), value]);
}
