import type { RecordedResponse } from './exchange.js';

/** The value of a header field of an answer, for one of OSS that of its S3 twin as well; absent where it has neither. */
export function answerField({ headers }: RecordedResponse, name: string): string | undefined {
  const names = [name, name.replace(/^x-oss-/, 'x-amz-')];
  return headers.find(([field]) => names.includes(field.toLowerCase()))?.[1].trim();
}

/** The text of the document that an answer carries, as far as it is kept. */
export const responseText = ({ body }: RecordedResponse): string => Buffer.from(body.prefix).toString('utf8');
