import { streamOf } from '../content/bytes.js';
import { crc64Of } from '../content/checksums.js';
import type { ContentObject } from '../content/content-object.js';
import { createLocator } from '../content/locate.js';
import type { Exchange } from '../exchange/exchange.js';
import { readAnswer, single } from '../judge/answer.js';
import { classifyExchange } from '../judge/classify-exchange.js';
import { judgeControl } from '../judge/judge-control.js';
import type { ObjectFacts } from '../judge/question.js';
import type { Cause } from '../judge/verdict.js';
import type { Ask, Asker } from './asker.js';
import { objectKey } from './object-key.js';

/** An object that lies on the target and was read back whole. */
export interface StoredObject {
  readonly content: ContentObject;
  readonly key: string;
  readonly facts: ObjectFacts;
}

export type Storing =
  | { readonly kind: 'stored'; readonly object: StoredObject }
  | {
      readonly kind: 'failed';
      readonly cause: Cause;
      readonly exchange: Exchange;
      /** Whether the object may lie on the target all the same. */
      readonly mayExist: boolean;
    };

/** The objects of a run: written once, on first need, below the run's own prefix, and removed in the end. */
export interface StoredObjects {
  /** Writes the object unless that was begun already, and reads it back whole. */
  store(content: ContentObject): Promise<Storing>;
  /** Removes all that was written, or may have been. Tells the keys that could not be removed. */
  remove(): Promise<string[]>;
}

/** Chunks of this many bytes are handed to the socket; a whole object is never held. */
const uploadChunk = 64 * 1024;

export function createStoredObjects(ask: Asker, prefix: string, all: readonly ContentObject[]): StoredObjects {
  const begun = new Map<string, { readonly key: string; readonly storing: Promise<Storing> }>();
  return {
    store(content) {
      const key = objectKey(prefix, content);
      const entry = begun.get(content.name) ?? { key, storing: store(ask, key, content, all) };
      begun.set(content.name, entry);
      return entry.storing;
    },
    async remove() {
      const written = await Promise.all(
        [...begun.values()].map(async ({ key, storing }) => {
          const settled = await storing.catch(() => null);
          return settled?.kind === 'failed' && !settled.mayExist ? [] : [key];
        }),
      );
      return removeKeys(ask, written.flat());
    },
  };
}

async function store(ask: Asker, key: string, content: ContentObject, all: readonly ContentObject[]): Promise<Storing> {
  const put = await ask({
    method: 'PUT',
    key,
    headers: [['Content-Type', content.type ?? 'application/octet-stream']],
    body: { length: content.size, chunks: () => streamOf(content, uploadChunk) },
  });
  const written = classifyExchange('GET', put, 0);
  if (written.kind !== 'answered') {
    return { kind: 'failed', cause: setup(`PUT ${key}`, written.cause), exchange: put, mayExist: mayBeWritten(put) };
  }
  const read: Ask = { method: 'GET', key, sink: () => createLocator({ object: content, others: all, hints: [0] }) };
  const got = await ask(read);
  const control = judgeControl(got, content.size);
  if (!control.passed) {
    return { kind: 'failed', cause: setup(`GET ${key}`, control.cause), exchange: got, mayExist: true };
  }
  return { kind: 'stored', object: { content, key, facts: factsOf(content, got) } };
}

/** A request that never left, or that was refused, has written nothing; of any other nobody knows. */
export function mayBeWritten({ result }: Exchange): boolean {
  if (result.kind === 'failure') return result.failure.phase !== 'connect' && result.failure.phase !== 'tls';
  return result.response.status < 400 || result.response.status >= 500;
}

/** The validators of a plain GET are what every answer about the object is held against. */
export function factsOf(content: ContentObject, plain: Exchange): ObjectFacts {
  const answer = plain.result.kind === 'response' ? readAnswer('GET', plain.result.response, content.size) : null;
  return {
    content,
    size: content.size,
    crc64: crc64Of(content),
    etag: answer && single(answer, 'etag'),
    lastModified: answer && single(answer, 'last-modified'),
  };
}

const setup = (what: string, cause: Cause): Cause => ({ kind: 'setup', message: `${what}: ${cause.message}` });

/** Removes keys one by one, since not every target can remove several at once. Tells the ones that are still there. */
export async function removeKeys(ask: Asker, keys: readonly string[]): Promise<string[]> {
  const removed = await Promise.all(keys.map((key) => remove(ask, key)));
  return keys.filter((_, index) => !removed[index]);
}

/** Whether the key is gone: a delete of something that is not there is a success too. */
async function remove(ask: Asker, key: string): Promise<boolean> {
  const { result } = await ask({ method: 'DELETE', key });
  return result.kind === 'response' && (result.response.status < 300 || result.response.status === 404);
}
