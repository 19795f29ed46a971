import { type OssError, refuse } from './oss-error.js';

/**
 * The refusal for bytes that node:http could not read as a request.
 *
 * @param code - of its `clientError` event
 */
export function protocolError(code: string | undefined): OssError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refuse('HeaderSectionTooLarge');
    case 'HPE_INVALID_METHOD':
      return refuse('MethodNotAllowed');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refuse('RequestTimeout');
    default:
      return refuse('InvalidRequest', { message: `The request is not HTTP/1.1 (${code ?? 'unknown'}).` });
  }
}
