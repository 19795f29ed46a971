import { setTimeout as pause } from 'node:timers/promises';
import { crc64Of } from '../../content/checksums.js';
import type { ContentObject } from '../../content/content-object.js';
import { createLocator } from '../../content/locate/locate.js';
import type { Target } from '../../driver/target/target.js';
import type { Exchange } from '../../exchange/exchange.js';
import { readResponse, single } from '../../judge/answer.js';
import { controlLength, judgeControl, otherBytesIn } from '../../judge/judge-control.js';
import type { ObjectFacts } from '../../judge/object-facts.js';
import type { Cause } from '../../judge/verdict.js';
import type { Capability } from '../../spec/model/capability.js';
import { isIndirect, isLarge, neededCapabilities } from '../../spec/object-kinds/object-kinds.js';
import { createLacks, refuseLacking } from '../capability/known-lacks.js';
import { type Obstacle, Obstruction } from '../capability/obstacle.js';
import type { OwnFolder, OwnKey } from '../sender/own-key.js';
import type { Sender, TargetRequest } from '../sender/sender.js';
import type { Journal } from './journal.js';
import { type MadeObject, type ObjectAddress, putPlainObject } from './make-object.js';
import { objectKey } from './object-key.js';
import type { SetupContext } from './setup-step.js';
import { createWrittenObjects } from './written-objects.js';

/** An object that lies on the target and was read back, whole unless its facts say otherwise. */
export interface StoredObject {
  readonly content: ContentObject;
  readonly key: string;
  /** Which version of the key it is, where that has to be said. */
  readonly query: ObjectAddress['query'];
  /** Where its bytes are read as a control. */
  readonly control: ObjectAddress;
  readonly facts: ObjectFacts;
}

export type Storing =
  | {
      readonly kind: 'stored';
      readonly object: StoredObject;
      /** Set where something else is read back than was stored, time after time. */
      readonly misread?: Extract<Obstacle, { kind: 'failed' }>;
    }
  | Obstacle;

/** The objects of a run: made once, on first need, below the run's own prefix, and removed in the end. */
export interface StoredObjects {
  /** Where they are made; for what is made besides. */
  readonly setup: SetupContext;
  /** What the target was found, or is said, to lack, and how that showed. */
  readonly lacks: ReadonlyMap<Capability, string>;
  /** Makes the object unless that was begun already, and reads it back whole. */
  store(content: ContentObject): Promise<Storing>;
  /** Keeps in mind what is lacking; the first reason stays, so that every check gives the same one. */
  rememberLack(obstacle: Obstacle): Obstacle;
  /** Removes all that was written, or may have been. Tells the keys that could not be removed. */
  remove(): Promise<string[]>;
}

export interface StoredObjectsOptions {
  readonly send: Sender;
  /** The folder of the run. */
  readonly folder: OwnFolder;
  readonly bucket: string;
  /** Every object of the run. */
  readonly all: readonly ContentObject[];
  /** Records started uploads. */
  readonly journal?: Journal | undefined;
  /** The declared capabilities of the target: those declared as missing are not used. */
  readonly declared?: Target['capabilities'];
}

export function createStoredObjects({
  send,
  folder,
  bucket,
  all,
  journal,
  declared = {},
}: StoredObjectsOptions): StoredObjects {
  const begun = new Map<string, Promise<Storing>>();
  const { found, rememberLack } = createLacks(declared);
  const setup: SetupContext = { send, writtenObjects: createWrittenObjects(journal), bucket, folder };

  async function make(content: ContentObject): Promise<Storing> {
    try {
      for (const capability of neededCapabilities(content.made)) refuseLacking(declared, capability);
      return await store(setup, objectKey(folder, content), content, all);
    } catch (error) {
      if (error instanceof Obstruction) return rememberLack(error.obstacle);
      throw error;
    }
  }

  return {
    setup,
    lacks: found,
    rememberLack,
    store(content) {
      const storing = begun.get(content.name) ?? make(content);
      begun.set(content.name, storing);
      return storing;
    },
    async remove() {
      await Promise.allSettled(begun.values());
      return setup.writtenObjects.remove(send);
    },
  };
}

/** What makes objects of special kinds is loaded when a row needs one. */
async function makeObject(setup: SetupContext, content: ContentObject, key: OwnKey): Promise<MadeObject> {
  if (content.made === undefined) return putPlainObject(setup, content, key);
  const { makeObjectOfKind } = await import('./object-makers.js');
  return makeObjectOfKind(setup, content, key, content.made);
}

async function store(
  setup: SetupContext,
  key: OwnKey,
  content: ContentObject,
  all: readonly ContentObject[],
): Promise<Storing> {
  const { address, control } = await makeObject(setup, content, key);
  const sink = () => createLocator({ object: content, others: all, hints: [0] });
  const length = controlLength(content);
  const isWhole = length === content.size;
  const range = isWhole ? [] : [`bytes=0-${length - 1}`];
  const read: TargetRequest = { method: 'GET', ...control, range, sink };
  const stored = { content, key: address.key, query: address.query, control };
  let got = await setup.send(read);
  for (const waitMs of isWhole && address === control ? secondLooks : []) {
    if (otherBytesIn(got, content.size) === null) break;
    await pause(waitMs);
    got = await setup.send(read);
  }
  const judged = judgeControl(got, content.size, length);
  const facts = factsOf(content, got);
  if (judged.passed) return { kind: 'stored', object: { ...stored, facts } };
  const failed = { kind: 'failed', cause: setupCause(`GET ${control.key}`, judged.cause), exchange: got } as const;
  const readsAs = isWhole && address === control ? otherBytesIn(got, content.size) : null;
  if (readsAs === null) return failed;
  return { kind: 'stored', object: { ...stored, facts: { ...facts, readsAs } }, misread: failed };
}

/**
 * In ms. A store in front of which a cache stands, or whose copies follow later, may need a moment; what is still another
 * object then has been kept as such.
 */
const secondLooks: readonly number[] = [200, 800];

/** The validators of a plain GET are what every answer about the object is held against. */
export function factsOf(content: ContentObject, plain: Exchange): ObjectFacts {
  const answer = plain.result.kind === 'response' ? readResponse('GET', plain.result.response, content.size) : null;
  const link = isIndirect(content.made);
  return {
    content,
    size: content.size,
    // Of a link no source tells whose checksum stands there, its own or that of its target; of 4 GiB one takes 6 s.
    crc64: link || isLarge(content) ? null : crc64Of(content),
    etag: answer && single(answer, 'etag'),
    // A link is dated by the newer of itself and its target, of which the control is the latter.
    lastModified: link ? null : answer && single(answer, 'last-modified'),
  };
}

const setupCause = (what: string, cause: Cause): Cause => ({ kind: 'setup', message: `${what}: ${cause.message}` });
