import type { ContentObject } from '../content/content-object.js';
import type { Exchange } from '../exchange/exchange.js';
import { isLarge } from '../spec/object-kinds/object-kinds.js';
import { isInterval, placeInWords } from './aspects/body-bytes.js';
import { classifyExchange } from './classify-exchange.js';
import type { ControlResult } from './judge-check.js';

/**
 * Judges a control: a request for all bytes of the object, or for the first ones of a large one. It passes when they come
 * back, with any success status; it distinguishes a refused range from a refused caller, and is not a check itself.
 *
 * @param size complete length in bytes
 * @param length how many bytes were asked for
 */
export function judgeControl(exchange: Exchange, size: number, length: number = size): ControlResult {
  const classified = classifyExchange('GET', exchange, size);
  if (classified.kind !== 'answered') return { passed: false, cause: classified.cause };
  const { status, place } = classified.answer;
  if ((status === 200 || status === 206) && isInterval(place, 0, length - 1)) return { passed: true };
  return {
    passed: false,
    cause: { kind: 'control', message: `the control was answered ${status} with other bytes than the object's` },
  };
}

/**
 * What a complete answer of success brings in place of the bytes that a control asks for, in words; null where it brings
 * them, and where there is no such answer.
 *
 * @param size complete length in bytes
 * @param length how many bytes were asked for
 */
export function otherBytesIn(exchange: Exchange, size: number, length: number = size): string | null {
  const classified = classifyExchange('GET', exchange, size);
  if (classified.kind !== 'answered') return null;
  const { status, place } = classified.answer;
  return (status === 200 || status === 206) && !isInterval(place, 0, length - 1) ? placeInWords(place) : null;
}

/** Bytes of an object, from its first one, that show that it can be read: all of them, unless they are gigabytes. */
export const controlLength = (content: ContentObject): number => (isLarge(content) ? 1000 : content.size);
