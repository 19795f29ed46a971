import { bytesOf } from '../../content/bytes.js';
import type { ContentObject } from '../../content/content-object.js';
import { expectRange } from '../../oracle/expect-range.js';
import type { Outcome } from '../../spec/model/outcome.js';
import type { Behaviour } from '../../spec/model/vocabulary.js';
import type { Reply } from './client-process.js';
import type { RangeForm } from './real-client.js';

/** One range-spec of each kind that has a documented answer, for an object of 1,000 bytes. */
export const ranges: readonly { readonly spec: string; readonly form: RangeForm }[] = [
  { spec: '0-0', form: 'closed' },
  { spec: '10-19', form: 'closed' },
  { spec: '500-2000', form: 'closed' },
  { spec: '1000-2000', form: 'closed' },
  { spec: '1000-1009', form: 'closed' },
  { spec: '500-', form: 'open' },
  { spec: '-500', form: 'suffix' },
  { spec: '-2000', form: 'suffix' },
];

/**
 * Everything that is right for a range, in the words of `handedText` behind the status: `206 500-999`, `200 whole`,
 * `416 InvalidRange`.
 *
 * @param range Range lines as the server gets them
 */
export function dueTexts(object: ContentObject, range: readonly string[], behaviour: Behaviour): readonly string[] {
  const { outcomes } = expectRange(object.size, range, behaviour);
  return outcomes.map((outcome) => `${outcome.status} ${bodyText(outcome, object.size)}`);
}

function bodyText({ body, errorCode }: Outcome, size: number): string {
  switch (body.kind) {
    case 'slice':
      return body.first === 0 && body.last === size - 1 ? 'whole' : `${body.first}-${body.last}`;
    case 'error':
      return errorCode ?? 'an error';
    default:
      return body.kind;
  }
}

/** What a client handed over, by the bytes themselves. */
export function resultText(object: ContentObject, reply: Reply, bytes: Buffer): string {
  if (reply.kind === 'refused') return reply.code;
  if (reply.kind === 'failed') return `fails: ${reply.message}`;
  const all = bytesOf(object);
  if (bytes.equals(all)) return 'whole';
  if (bytes.length === 0) return 'nothing';
  const first = all.indexOf(bytes);
  return first < 0 ? `${bytes.length} bytes that are not of the object` : `${first}-${first + bytes.length - 1}`;
}
