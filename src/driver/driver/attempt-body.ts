import { SuiteError } from '../../suite-error.js';
import type { WireRequest } from '../wire/wire-request.js';

/**
 * The body of one attempt, or null where there is none.
 *
 * @param crash is told when the body turns out to have another length, or its producer throws: a defect of the caller,
 *   which must not look like one of the network
 */
export function bodyOfAttempt(
  request: WireRequest,
  crash: (error: unknown) => void,
): Uint8Array | Iterable<Uint8Array> | null {
  const { body, bodyLength = 0 } = request;
  if (bodyLength === 0 || body === undefined) return null;
  return typeof body === 'function' ? counted(body, bodyLength, crash) : body;
}

function* counted(
  produce: () => Iterable<Uint8Array>,
  expected: number,
  crash: (error: unknown) => void,
): Generator<Uint8Array> {
  let length = 0;
  try {
    for (const chunk of produce()) {
      length += chunk.byteLength;
      if (length > expected) break;
      yield chunk;
    }
    if (length !== expected) {
      const word = length > expected ? 'more' : 'fewer';
      throw new SuiteError('usage', `the body has ${word} bytes than its bodyLength, ${expected}`);
    }
  } catch (error) {
    crash(error);
    throw error;
  }
}
