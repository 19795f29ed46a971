import { trimBlanks } from '../../spec/model/trim-blanks.js';
import { type HeaderField, modeHeaderName } from '../../spec/model/vocabulary.js';
import type { ClientQuestion } from './client-question.js';

/** A request as a client has put it on the wire. */
export interface SentRequest {
  readonly method: string;
  /** Path below the bucket and query, as the client has escaped them. */
  readonly target: string;
  readonly fields: readonly HeaderField[];
}

/**
 * Where a request is not the one that a client was to send, in one line; null where it is. Fields that the client adds are
 * its own affair, as long as they are none by which ranges are asked for.
 */
export function departure({ method, target, fields }: SentRequest, question: ClientQuestion): string | null {
  if (method !== 'GET') return `it sent ${method}`;
  const key = keyOf(target);
  if (key !== question.key) return `it requested the key ${key} instead of ${question.key}`;
  const expected = new Map(Object.entries(question.headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (question.range !== null) expected.set('range', question.range);
  for (const name of new Set([...expected.keys(), 'range', modeHeaderName])) {
    const sent = fields.filter(([field]) => field.toLowerCase() === name).map(([, value]) => trimBlanks(value));
    const right = expected.get(name);
    // fetch puts identity beside what it was given.
    if (name === 'accept-encoding' && sent.some((value) => value.split(/[ \t]*,[ \t]*/).includes(right ?? '')))
      continue;
    if (right === undefined ? sent.length === 0 : sent.length === 1 && sent[0] === trimBlanks(right)) continue;
    return sent.length === 0
      ? `it sent no ${name}`
      : `it sent ${sent.map((value) => `${name}: ${value}`).join(' and ')}`;
  }
  return null;
}

/** However it was escaped; as it stands where it cannot be read. A signature may follow in the query. */
function keyOf(target: string): string {
  const [path = ''] = target.slice(1).split('?');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
