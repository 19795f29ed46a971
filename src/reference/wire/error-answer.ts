import type { HeaderField } from '../../spec/model/vocabulary.js';
import { type EndpointResponse, xmlAnswer } from '../server/answer.js';
import type { OssError } from './oss-error.js';
import { xmlDocument } from './xml.js';

/** What an error document says about the request that it answers. */
export interface ErrorContext {
  readonly method: string;
  /** As sent in Host. */
  readonly host: string;
  /** 24 characters; the same as in `x-oss-request-id`. */
  readonly requestId: string;
}

/**
 * A refusal as an answer: code, message, request id and host in this order, then what the code adds, then the finer code
 * and the vendor's page about it, where there is one (https://help.aliyun.com/en/oss/user-guide/overview-14). A HEAD
 * cannot carry the document, so it travels in `x-oss-err`, as Base64 (read there by the Go SDK v2, `oss/client.go`).
 */
export function errorAnswer(error: OssError, context: ErrorContext): EndpointResponse {
  const document = xmlDocument([
    'Error',
    [
      ['Code', error.code],
      ['Message', error.message],
      ['RequestId', context.requestId],
      ['HostId', context.host],
      ...error.details,
      ...(error.ec === undefined
        ? []
        : ([
            ['EC', error.ec],
            ['RecommendDoc', `https://api.aliyun.com/troubleshoot?q=${error.ec}`],
          ] as const)),
    ],
  ]);
  const fineCode: HeaderField[] = error.ec === undefined ? [] : [['x-oss-ec', error.ec]];
  const answer = xmlAnswer(error.status, document, [...error.headers, ...fineCode]);
  if (context.method !== 'HEAD') return answer;
  return {
    ...answer,
    headers: [...answer.headers, ['x-oss-err', Buffer.from(document, 'utf8').toString('base64')]],
  };
}
