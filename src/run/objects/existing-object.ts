import type { BodySink } from '../../content/body-sink.js';
import type { ContentObject } from '../../content/content-object.js';
import type { Target } from '../../driver/target/target.js';
import type { Exchange } from '../../exchange/exchange.js';
import { readResponse, single } from '../../judge/answer.js';
import { SuiteError } from '../../suite-error.js';
import { createLacks } from '../capability/known-lacks.js';
import { diagnose } from '../diagnosis/diagnose.js';
import type { Sender } from '../sender/sender.js';
import type { SetupContext } from './setup-step.js';
import { factsOf, type StoredObject, type StoredObjects } from './stored-objects.js';
import { createWrittenObjects } from './written-objects.js';

/**
 * In bytes. The object is held in memory, and under the default behaviour every range that does not fit brings it back
 * whole.
 */
export const largestExistingObject: number = 64 * 1024 * 1024;

/**
 * Reads an object that is there already, once and whole. Nothing is written.
 *
 * @throws SuiteError `endpoint-unreachable`, `endpoint-refused`, `bucket-missing`, `object-unreadable`
 */
export async function readExistingObject(target: Target, send: Sender, key: string): Promise<StoredObject> {
  const chunks: Buffer[] = [];
  const exchange = await send({ method: 'GET', key, sink: () => collector(chunks) });
  if (exchange.result.kind === 'failure') throw diagnose(target, { exchange });
  const { status, body, framing } = exchange.result.response;
  const address = `${key} at ${target.endpoint.origin}`;
  if (status !== 200) {
    const known = diagnose(target, { exchange });
    if (known.code !== 'object-upload-failed') throw known;
    throw new SuiteError('object-unreadable', `${address} cannot be read: GET was answered ${status}`, {
      hint: 'give the key of an existing object with --object',
    });
  }
  if (framing.truncated !== null || body.length > largestExistingObject) {
    const why =
      framing.truncated === null ? `it has more than ${largestExistingObject} bytes` : framing.truncated.message;
    throw new SuiteError('object-unreadable', `${address} cannot be read completely: ${why}`, {
      hint: 'choose a smaller object with --object; a few kilobytes are best',
    });
  }
  const bytes = Buffer.concat(chunks);
  const content: ContentObject = { name: key, key, size: bytes.length, phase: 0, bytes };
  return { content, key, query: undefined, control: { key }, facts: factsOf(content, exchange) };
}

/** Keeps a body as far as it is short enough to be read whole. */
function collector(chunks: Buffer[]): BodySink {
  chunks.length = 0; // Another attempt starts anew.
  let length = 0;
  return {
    write(chunk) {
      length += chunk.length;
      if (length <= largestExistingObject) chunks.push(Buffer.from(chunk));
    },
    end: () => (length === 0 ? { kind: 'empty' } : { kind: 'whole' }),
  };
}

/**
 * What keeps bytes of this object from telling where they come from: of one whose neighbouring bytes are mostly equal, a
 * slice that begins one byte too late is often the right one as well. Random bytes have one such pair in 256.
 */
export function contentNotices({ content: { bytes = new Uint8Array(), size } }: StoredObject): string[] {
  const equal = bytes.reduce((sum, byte, index) => sum + Number(byte === bytes[index + 1]), 0);
  if (size < 2 || equal * 2 < size) return [];
  return [
    `${equal} of the ${size} bytes of the object equal the next one, so a slice from the wrong position may look right; choose an object with more varied content.`,
  ];
}

/** The one object of a run that writes nothing: no row that is left makes anything. */
export function existingObjects(
  existingObject: StoredObject,
  place: Pick<SetupContext, 'send' | 'bucket'>,
  declared: Target['capabilities'],
): StoredObjects {
  const { found, rememberLack } = createLacks(declared);
  return {
    setup: { ...place, folder: null, writtenObjects: createWrittenObjects() },
    lacks: found,
    rememberLack,
    store: () => Promise.resolve({ kind: 'stored', object: existingObject }),
    remove: () => Promise.resolve([]),
  };
}

/**
 * The error that the object has changed since it was read: then no verdict on its bytes stands. Null where it has not, or
 * the cause is unknown.
 */
export async function changeOf(send: Sender, { key, facts }: StoredObject): Promise<SuiteError | null> {
  const exchange: Exchange = await send({ method: 'HEAD', key });
  if (exchange.result.kind === 'failure' || exchange.result.response.status !== 200) return null;
  const answer = readResponse('HEAD', exchange.result.response, facts.size);
  const changed = (what: string, before: string | null): string | null => {
    const now = single(answer, what);
    return before === null || now === null || now === before ? null : `${what} was ${before} and is ${now}`;
  };
  const change = changed('ETag', facts.etag) ?? changed('Last-Modified', facts.lastModified);
  if (change === null) return null;
  return new SuiteError('object-unreadable', `the object changed during the run: ${change}`, {
    hint: 'choose an object that does not change: oss-range run --object KEY',
  });
}
